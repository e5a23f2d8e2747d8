package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.json.Json;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Values as the contracts' JSON. */
final class JsonSerde {
    private JsonSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : Json.bytes(value),
                (topic, bytes) -> bytes == null ? null : read(topic, bytes, type));
    }

    private static <T> T read(String topic, byte[] bytes, Class<T> type) {
        try {
            return Json.read(bytes, type);
        } catch (UncheckedIOException e) {
            throw new SerializationException(topic + ": no " + type.getSimpleName(), e);
        }
    }
}
