package dev.alluvium.ingest.adapter.worker;

import dev.alluvium.ingest.document.Document;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.ingest.document.Section;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.DefaultHtmlMapper;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** PDF, DOCX, PPTX, XLSX and HTML by Tika; what is embedded in them is not opened. */
final class TikaDocuments {
    private static final int MOST_CHARACTERS = 10_000_000;
    private static final Pattern NO_TITLE = Pattern.compile(
            "(?i)|\\(?(?:untitled|anonymous|unspecified|no title)\\)?|(?:word|powerpoint) (?:document|presentation)|microsoft (?:word|powerpoint|excel) - .*|无标题|幻灯片 ?1|(?:文档|演示文稿|document|slide) ?\\d{1,3}");

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

    /** Keeps what Tika takes for looks: the height of text, and how many columns and rows a cell covers. */
    private static final class Shapes extends DefaultHtmlMapper {
        @Override
        public @Nullable String mapSafeElement(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.equals("sup") || lower.equals("sub") ? lower : super.mapSafeElement(name);
        }

        @Override
        public @Nullable String mapSafeAttribute(String element, String attribute) {
            String lower = attribute.toLowerCase(Locale.ROOT);
            return lower.equals("colspan") || lower.equals("rowspan")
                    ? lower
                    : super.mapSafeAttribute(element, attribute);
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
        context.set(HtmlMapper.class, new Shapes());
        context.set(PDFParserConfig.class, pdf());
        SectionHandler handler = new SectionHandler(MOST_CHARACTERS, isPdf(bytes));
        Set<String> hidden = Set.of();
        int unseen = 0;
        try {
            OfficeText office = isOffice(name) ? OfficeText.of(bytes) : new OfficeText(bytes, 0);
            unseen = office.hidden();
            try (TikaInputStream in = TikaInputStream.get(new ByteArrayInputStream(office.bytes()))) {
                hidden = isNamed(name, ".xlsx") ? HiddenSheets.of(bytes) : hidden;
                parser.parse(in, handler, metadata, context);
            }
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
        if (sections.isEmpty() && !left.isEmpty()) {
            throw new DocumentException("holds no text but on its hidden sheets (" + String.join(", ", left)
                    + "), which are left out; show those that are to be read");
        }
        if (sections.isEmpty()) {
            throw new DocumentException(
                    isRead(type(metadata))
                            ? "holds no text (" + type(metadata) + "); a scan needs text recognition first"
                            : "is " + type(metadata) + ", must be PDF, DOCX, PPTX, XLSX, HTML, Markdown or text");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        if (!left.isEmpty()) {
            attributes.put("hidden-sheets", String.join(", ", left));
        }
        if (unseen > 0) {
            attributes.put("hidden-text", unseen + " characters left out");
        }
        return new Document(title(handler, metadata), Map.of(), attributes, sections);
    }

    /** The title on its first page, else of its properties, unless that is what programs write there by themselves. */
    private static @Nullable String title(SectionHandler handler, Metadata metadata) {
        String shown = handler.title();
        String title = shown == null ? metadata.get(TikaCoreProperties.TITLE) : shown;
        return title == null || NO_TITLE.matcher(title.strip()).matches() ? null : title;
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

    /** A page with little text or none is no reason to look for a program that recognises text: there is none. */
    private static PDFParserConfig pdf() {
        PDFParserConfig config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        return config;
    }

    private static boolean isOffice(String name) {
        return isNamed(name, ".docx") || isNamed(name, ".xlsx") || isNamed(name, ".pptx");
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
