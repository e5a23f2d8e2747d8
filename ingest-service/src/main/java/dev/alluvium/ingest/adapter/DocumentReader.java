package dev.alluvium.ingest.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.record.decode.TextEncoding;
import dev.alluvium.ingest.adapter.worker.WorkerProcess;
import dev.alluvium.ingest.document.Document;
import dev.alluvium.ingest.document.DocumentException;
import dev.alluvium.ingest.document.DocumentRecords;
import dev.alluvium.ingest.document.Markdown;
import dev.alluvium.ingest.document.PathAttributes;
import dev.alluvium.ingest.document.PlainText;
import dev.alluvium.ingest.format.Format;
import dev.alluvium.ingest.format.Formats;
import java.util.List;

/** Documents to records: Markdown and text here, everything else in the worker. */
final class DocumentReader {
    private final WorkerProcess worker;
    private final DocumentRecords records = new DocumentRecords(Formats.CHUNKS);

    DocumentReader(WorkerProcess worker) {
        this.worker = worker;
    }

    /**
     * The records of a document.
     *
     * @param path relative, by which it is known and whose folders are attributes
     */
    List<ObjectNode> read(String path, byte[] bytes) throws DocumentException {
        Document document = document(path, bytes).withDefaults(PathAttributes.of(path));
        List<ObjectNode> pieces = records.of(document, path).stream()
                .map(DocumentRecords.Piece::record)
                .toList();
        if (pieces.isEmpty()) {
            throw new DocumentException("holds no text");
        }
        return pieces;
    }

    private Document document(String path, byte[] bytes) throws DocumentException {
        Format named = Format.ofName(path);
        if (named == Format.MARKDOWN || named == Format.TEXT) {
            String text = new String(bytes, TextEncoding.of(bytes, true));
            return named == Format.MARKDOWN ? Markdown.read(text) : PlainText.read(text);
        }
        return worker.read(path, bytes);
    }
}
