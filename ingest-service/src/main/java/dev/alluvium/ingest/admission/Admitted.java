package dev.alluvium.ingest.admission;

import dev.alluvium.contracts.record.CollisionSafeMaps;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that may go to the raw topic.
 *
 * @param model it names
 * @param fact it names, the message's key
 * @param source it names
 * @param value its bytes
 * @param headers of the message: the attributes of a CloudEvent in binary mode
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never a key
public record Admitted(
        @Nullable String model,
        @Nullable String fact,
        @Nullable String source,
        byte[] value,
        Map<String, String> headers) {
    public Admitted {
        headers = CollisionSafeMaps.copy(headers);
    }
}
