package dev.alluvium.ingest.format;

import dev.alluvium.ingest.document.Chunks;
import dev.alluvium.ingest.document.Document;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.ingest.document.DocumentRecords;
import dev.alluvium.ingest.document.DocumentRecords.Piece;
import dev.alluvium.ingest.document.Markdown;
import dev.alluvium.ingest.document.PathAttributes;
import dev.alluvium.ingest.document.PlainText;
import dev.alluvium.knowledge.decode.TextEncoding;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Opens files of records, each as what it is: found out by {@link FormatDetection} unless it is said. */
public final class Formats {
    /** A longer text is no document that a model should learn whole. */
    private static final int LONGEST_DOCUMENT = 16 << 20;

    /** Characters of a document's piece, and of what a piece repeats of the one before. */
    public static final Chunks CHUNKS = new Chunks(4_000, 200);

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private Formats() {}

    /**
     * Opens the records of a file.
     *
     * @throws FormatException if it is in none of the known formats
     */
    public static RecordSource open(InputStream input, ReadOptions options) throws IOException {
        BufferedInputStream in = plain(new BufferedInputStream(input, 1 << 16));
        in.mark(FormatDetection.LOOKED_AT + 1);
        byte[] head = in.readNBytes(FormatDetection.LOOKED_AT);
        in.reset();
        TextEncoding.Found encoding = TextEncoding.detect(head, head.length < FormatDetection.LOOKED_AT);
        Charset charset = Objects.requireNonNullElse(encoding.charset(), StandardCharsets.UTF_8);
        String begin = new String(head, encoding.mark(), head.length - encoding.mark(), charset);
        FormatDetection found = FormatDetection.of(begin, options);
        String damaged = damaged(encoding, charset);
        RecordSource source = switch (found.format()) {
            case JSONL -> new JsonLines(utf8(in, encoding, begin));
            case JSON -> new JsonValues(utf8(in, encoding, begin));
            case CSV, TSV ->
                new CsvRecords(
                        new TextLines(reader(utf8(in, encoding, begin), StandardCharsets.UTF_8)),
                        found.separator(),
                        damaged,
                        options.mapping());
            case XML -> new XmlRecords(saysItsEncoding(begin) ? in : utf8(in, encoding, begin), options.element());
            case MARKDOWN, TEXT -> document(text(in), found.format(), options.name());
        };
        boolean asIs =
                charset.equals(StandardCharsets.UTF_8) && found.format() != Format.CSV && found.format() != Format.TSV;
        boolean table = found.format() == Format.CSV || found.format() == Format.TSV;
        return new ShapedRecords(asIs ? source : new WholeCharacters(source, damaged), options, table);
    }

    private static String damaged(TextEncoding.Found encoding, Charset charset) {
        return encoding.charset() == null
                ? encoding.problem()
                : "a character that is not " + charset + ", in which the file begins; save the file as UTF-8";
    }

    /** Gives the records of a document that was read elsewhere. */
    public static RecordSource document(List<Piece> pieces, ReadOptions options) {
        return new ShapedRecords(new DocumentSource(pieces), options, false);
    }

    /** Opens an input of which it is known that each line is a record, to be passed on as it is. */
    public static RecordSource lines(InputStream input) {
        return new JsonLines(new BufferedInputStream(input));
    }

    /** Opens an input of which it is known that it is an array of records, to be passed on as they are. */
    public static RecordSource array(InputStream input) {
        return new JsonValues(new BufferedInputStream(input));
    }

    private static RecordSource document(String text, Format format, String name) throws IOException {
        try {
            Document document = format == Format.MARKDOWN ? Markdown.read(text) : PlainText.read(text);
            return new DocumentSource(
                    new DocumentRecords(CHUNKS).of(document.withDefaults(PathAttributes.of(name)), name));
        } catch (DocumentException e) {
            throw new FormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(LONGEST_DOCUMENT + 1);
            if (bytes.length > LONGEST_DOCUMENT) {
                throw new FormatException("longer than " + LONGEST_DOCUMENT + " bytes; split the document");
            }
            return text(bytes);
        }
    }

    /**
     * The text of a document, its lines ended as ever.
     *
     * @throws FormatException if it is in no encoding for certain
     */
    public static String text(byte[] bytes) throws FormatException {
        String text = TextEncoding.decoded(bytes);
        if (text == null) {
            throw new FormatException(TextEncoding.problem(bytes));
        }
        String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return LineEnds.isReturn(whole) ? whole.replace('\r', '\n') : whole;
    }

    /** Whether an XML declaration says in which encoding the file is, so that its reader need not be told. */
    private static boolean saysItsEncoding(String begin) {
        return begin.startsWith("<?xml")
                && begin.substring(0, Math.max(0, begin.indexOf('>'))).contains("encoding");
    }

    /** The text behind its mark as UTF-8 with line feeds. */
    private static InputStream utf8(InputStream in, TextEncoding.Found encoding, String begin) throws IOException {
        in.skipNBytes(encoding.mark());
        Charset charset = encoding.charset();
        InputStream utf8 = charset == null || charset.equals(StandardCharsets.UTF_8)
                ? in
                : new BufferedInputStream(new Transcoding(reader(in, charset)), 1 << 16);
        return LineEnds.isReturn(begin) ? new BufferedInputStream(new LineEnds(utf8), 1 << 16) : utf8;
    }

    private static Reader reader(InputStream in, Charset charset) {
        return new BufferedReader(new InputStreamReader(in, TextEncoding.decoder(charset)), 1 << 16);
    }

    private static BufferedInputStream plain(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean zipped = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return zipped ? new BufferedInputStream(GzipStream.open(in), 1 << 16) : in;
    }
}
