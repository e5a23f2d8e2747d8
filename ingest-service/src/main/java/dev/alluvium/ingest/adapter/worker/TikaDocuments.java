package dev.alluvium.ingest.adapter.worker;

import dev.alluvium.ingest.document.Document;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.ingest.document.Section;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** PDF, DOCX, PPTX, XLSX and HTML by Tika; what is embedded in them is not opened. */
final class TikaDocuments {
    private static final int MOST_CHARACTERS = 10_000_000;

    private final AutoDetectParser parser = new AutoDetectParser(new PDFParser(), new OOXMLParser(), new JSoupParser());

    private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream in, ContentHandler handler, Metadata metadata, boolean outputHtml) {
            throw new IllegalStateException("nothing embedded is parsed");
        }
    }

    /**
     * Reads a document.
     *
     * @throws DocumentException if it cannot be read, with a reason for its owner
     */
    Document read(String name, byte[] bytes) throws DocumentException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        ParseContext context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
        context.set(OfficeParserConfig.class, office());
        SectionHandler handler = new SectionHandler(MOST_CHARACTERS, isPdf(bytes));
        Set<String> hidden = Set.of();
        try (TikaInputStream in = TikaInputStream.get(new ByteArrayInputStream(raised(name, bytes)))) {
            hidden = isNamed(name, ".xlsx") ? HiddenSheets.of(bytes) : hidden;
            parser.parse(in, handler, metadata, context);
        } catch (EncryptedDocumentException e) {
            throw new DocumentException("is protected by a password; take the protection off", e);
        } catch (SAXException e) {
            throw new DocumentException("has more than " + MOST_CHARACTERS + " characters; split it", e);
        } catch (TikaException | IOException | RuntimeException | NoClassDefFoundError e) {
            throw new DocumentException(
                    "cannot be read as " + type(metadata) + "; it is damaged, protected or no such document", e);
        }
        Set<String> left = hidden;
        List<Section> sections = handler.sections().stream()
                .filter(section -> section.headings().isEmpty()
                        || !left.contains(section.headings().get(0)))
                .toList();
        if (sections.isEmpty()) {
            throw new DocumentException(
                    isRead(type(metadata))
                            ? "holds no text (" + type(metadata) + "); a scan needs text recognition first"
                            : "is " + type(metadata) + ", must be PDF, DOCX, PPTX, XLSX, HTML, Markdown or text");
        }
        Map<String, String> attributes = left.isEmpty() ? Map.of() : Map.of("hidden-sheets", String.join(", ", left));
        return new Document(metadata.get(TikaCoreProperties.TITLE), Map.of(), attributes, sections);
    }

    /** Neither what is printed on each page nor what was deleted is part of a document. */
    private static OfficeParserConfig office() {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setIncludeHeadersAndFooters(false);
        config.setIncludeDeletedContent(false);
        config.setIncludeMoveFromContent(false);
        config.setIncludeSlideMasterContent(false);
        return config;
    }

    private static byte[] raised(String name, byte[] bytes) throws IOException {
        return isNamed(name, ".docx") ? RaisedText.written(bytes) : bytes;
    }

    private static boolean isPdf(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private static boolean isNamed(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private boolean isRead(String type) {
        return parser.getSupportedTypes(new ParseContext()).contains(MediaType.parse(type));
    }

    private static String type(Metadata metadata) {
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return type == null ? "a document" : type.split(";", 2)[0];
    }
}
