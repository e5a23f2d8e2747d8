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
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Opens files of records, each as what it is: found out by {@link Detection} unless it is said. */
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
        in.mark(Detection.LOOKED_AT + 1);
        byte[] head = in.readNBytes(Detection.LOOKED_AT);
        in.reset();
        Charset charset = TextEncoding.of(head, head.length < Detection.LOOKED_AT);
        Detection found = Detection.of(new String(head, charset), options);
        RecordSource source = switch (found.format()) {
            case JSONL -> new JsonLines(utf8(withoutMark(in, head), charset));
            case JSON -> new JsonValues(utf8(withoutMark(in, head), charset));
            case CSV, TSV -> new CsvRecords(new TextLines(reader(withoutMark(in, head), charset)), found.separator());
            case XML -> new XmlRecords(in, options.element());
            case MARKDOWN, TEXT -> document(text(withoutMark(in, head), charset), found.format(), options.name());
        };
        return new ShapedRecords(source, options);
    }

    /** Gives the records of a document that was read elsewhere. */
    public static RecordSource document(List<Piece> pieces, ReadOptions options) {
        return new ShapedRecords(new DocumentSource(pieces), options);
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

    private static String text(InputStream in, Charset charset) throws IOException {
        try (in) {
            byte[] bytes = in.readNBytes(LONGEST_DOCUMENT + 1);
            if (bytes.length > LONGEST_DOCUMENT) {
                throw new FormatException("longer than " + LONGEST_DOCUMENT + " bytes; split the document");
            }
            return new String(bytes, charset);
        }
    }

    private static InputStream utf8(InputStream in, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                ? in
                : new BufferedInputStream(new Transcoding(reader(in, charset)), 1 << 16);
    }

    private static Reader reader(InputStream in, Charset charset) {
        return new BufferedReader(
                new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                1 << 16);
    }

    private static InputStream withoutMark(InputStream in, byte[] head) throws IOException {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            in.skipNBytes(3);
        }
        return in;
    }

    private static BufferedInputStream plain(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean zipped = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }
}
