package dev.alluvium.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The elements of one JSON array, such as an Alpaca file, or JSON values one after the other, pretty-printed or not. */
final class JsonValues implements RecordSource {
    private final JsonParser parser;
    private boolean started;
    private long number;

    JsonValues(InputStream in) throws IOException {
        parser = Json.mapper().getFactory().createParser(in);
    }

    @Override
    public @Nullable RawItem next() throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (!started && token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            started = true;
            if (token == JsonToken.END_ARRAY) {
                token = parser.nextToken();
            }
            if (token == null) {
                return null;
            }
            JsonNode value = parser.readValueAsTree();
            number++;
            return new RawItem(number, Json.bytes(value));
        } catch (JsonProcessingException e) {
            throw new FormatException(
                    "record " + (number + 1) + ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr()
                            + ": the JSON breaks off here; mend the file, or put one record on each line",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
