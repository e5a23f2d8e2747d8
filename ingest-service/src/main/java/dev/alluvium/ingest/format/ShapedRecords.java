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
    public @Nullable Item next() throws IOException {
        Item item = inner.next();
        return item instanceof Item.Found found ? new Item.Found(found.place(), shaped(found.json())) : item;
    }

    private byte[] shaped(byte[] json) {
        try {
            String text = TextEncoding.decoded(json);
            if (text == null || !(StrictJson.read(text) instanceof ObjectNode object)) {
                return json;
            }
            mapping.apply(object);
            boolean renamed = table && Columns.rename(object);
            Shape shape = Shape.of(object);
            if (shape != Shape.RECORD) {
                shape.apply(object);
            }
            defaults.forEach((field, value) -> fill(object, field, value));
            boolean same = shape == Shape.RECORD && !renamed && mapping.isEmpty() && defaults.isEmpty();
            return same ? json : Json.bytes(object);
        } catch (JsonProcessingException e) {
            // What is no JSON is named, with its place, by the decoder of whoever takes it.
            return json;
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
