package dev.alluvium.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.decode.StrictJson;
import dev.alluvium.knowledge.decode.TextEncoding;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another source's records with their fields where they belong. What needs no change keeps its bytes. */
final class ShapedRecords implements RecordSource {
    private final RecordSource inner;
    private final FieldMapping mapping;
    private final boolean table;
    private final Map<String, String> defaults;

    ShapedRecords(RecordSource inner, ReadOptions options, boolean table) {
        this.table = table;
        this.inner = inner;
        this.mapping = options.mapping();
        this.defaults = options.defaults();
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        SourceItem item = inner.next();
        return item instanceof SourceItem.Found found ? shaped(found) : item;
    }

    private SourceItem shaped(SourceItem.Found found) {
        try {
            String text = TextEncoding.decoded(found.json());
            if (text == null || !(StrictJson.read(text) instanceof ObjectNode object)) {
                return found;
            }
            mapping.apply(object);
            boolean renamed = table && ColumnNames.rename(object);
            RecordShape shape = RecordShape.of(object);
            if (shape != RecordShape.RECORD) {
                shape.apply(object);
            }
            String foreign = shape == RecordShape.RECORD && !table ? UnsupportedTables.named(object) : null;
            if (foreign != null) {
                return new SourceItem.Broken(found.place(), foreign);
            }
            defaults.forEach((field, value) -> fill(object, field, value));
            boolean same = shape == RecordShape.RECORD && !renamed && mapping.isEmpty() && defaults.isEmpty();
            return same ? found : new SourceItem.Found(found.place(), Json.bytes(object));
        } catch (JsonProcessingException e) {
            // What is no JSON is named, with its place, by the decoder of whoever takes it.
            return found;
        }
    }

    private static void fill(ObjectNode record, String field, String value) {
        if (!record.hasNonNull(field)) {
            record.put(field, value);
        }
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
