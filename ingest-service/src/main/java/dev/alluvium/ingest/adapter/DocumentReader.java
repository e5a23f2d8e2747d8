package dev.alluvium.ingest.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.ingest.adapter.worker.WorkerProcess;
import dev.alluvium.ingest.document.Document;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.ingest.document.DocumentRecords;
import dev.alluvium.ingest.document.DocumentRecords.Piece;
import dev.alluvium.ingest.document.Markdown;
import dev.alluvium.ingest.document.PathAttributes;
import dev.alluvium.ingest.document.PlainText;
import dev.alluvium.ingest.format.Format;
import dev.alluvium.ingest.format.FormatException;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.ingest.format.RecordSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/** Documents to records: Markdown and text here, everything else in the worker. */
public final class DocumentReader {
    /** Bytes of the largest document that is read. */
    public static final int LARGEST = 32 << 20;

    private static final Pattern IN_WORKER =
            Pattern.compile(".*\\.(?:pdf|docx|pptx|xlsx|html?)", Pattern.CASE_INSENSITIVE);

    private static final int DEEPEST = 6;

    private final WorkerProcess worker;
    private final int sectionLevel;
    private final DocumentRecords records = new DocumentRecords(Formats.CHUNKS);

    DocumentReader(WorkerProcess worker) {
        this(worker, DEEPEST);
    }

    /** @param sectionLevel the deepest level of headings at which a document is cut */
    DocumentReader(WorkerProcess worker, int sectionLevel) {
        this.worker = worker;
        this.sectionLevel = sectionLevel;
    }

    /** Whether a file's name calls it a PDF, a page or an office file, which is read whole and in the worker. */
    public static boolean isDocument(String name) {
        return IN_WORKER.matcher(name).matches();
    }

    /**
     * The records of a document.
     *
     * @param path relative, by which it is known and whose folders are attributes
     */
    List<ObjectNode> read(String path, byte[] bytes) throws DocumentException {
        return pieces(path, bytes).stream().map(Piece::record).toList();
    }

    /**
     * Opens any file of records: what its name calls a PDF, a page or an office file as a document, others as what they are.
     *
     * @throws FormatException if it cannot be read, or is in none of the known formats
     */
    public RecordSource open(InputStream in, ReadOptions options) throws IOException {
        boolean cut = sectionLevel < DEEPEST && Format.ofName(options.name()) == Format.MARKDOWN;
        if (!cut && !isDocument(options.name())) {
            return Formats.open(in, options);
        }
        try (in) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new FormatException("has more than " + LARGEST + " bytes; split it");
            }
            return Formats.document(pieces(options.name(), bytes), options);
        } catch (DocumentException e) {
            throw new FormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<Piece> pieces(String path, byte[] bytes) throws DocumentException {
        Document document = document(path, bytes).withDefaults(PathAttributes.of(path));
        List<Piece> pieces = records.of(document, path);
        if (pieces.isEmpty()) {
            throw new DocumentException("holds no text");
        }
        return pieces;
    }

    private Document document(String path, byte[] bytes) throws DocumentException {
        Format named = Format.ofName(path);
        if (named == Format.MARKDOWN || named == Format.TEXT) {
            String text = text(bytes);
            return named == Format.MARKDOWN ? Markdown.read(text, sectionLevel) : PlainText.read(text);
        }
        return worker.read(path, bytes).cutAt(sectionLevel);
    }

    private static String text(byte[] bytes) throws DocumentException {
        try {
            return Formats.text(bytes);
        } catch (FormatException e) {
            throw new DocumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
