package dev.alluvium.ingest.format;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.ingest.document.DocumentRecords.Piece;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of one document that was read as a whole. */
final class DocumentSource implements RecordSource {
    private final Iterator<Piece> pieces;
    private long record;

    DocumentSource(List<Piece> pieces) {
        this.pieces = pieces.iterator();
    }

    @Override
    public @Nullable SourceItem next() {
        if (!pieces.hasNext()) {
            return null;
        }
        Piece piece = pieces.next();
        return new SourceItem.Found(FilePosition.line(++record, piece.line()), Json.bytes(piece.record()));
    }

    @Override
    public void close() {}
}
