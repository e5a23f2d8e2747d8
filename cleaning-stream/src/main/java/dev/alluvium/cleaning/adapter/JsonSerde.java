package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topic;
import java.io.UncheckedIOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Values as the contracts' JSON. */
final class JsonSerde {
    private JsonSerde() {}

    static <T> Serde<T> of(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : Json.bytes(value),
                (topic, bytes) -> bytes == null ? null : read(topic, bytes, type));
    }

    /** Values of a topic that others may write to: whatever is none of it is a {@link SerializationException}. */
    static <T> Serde<T> of(Topic<T> topic) {
        return Serdes.serdeFrom(
                (name, value) -> value == null ? null : topic.encode(value),
                (name, bytes) -> bytes == null ? null : read(topic, bytes));
    }

    private static <T> @Nullable T read(Topic<T> topic, byte[] bytes) {
        ReadResult<T> reading = topic.read(bytes);
        if (reading instanceof ReadResult.Foreign<T> foreign) {
            throw new SerializationException(foreign.reason());
        }
        return ((ReadResult.Message<T>) reading).value();
    }

    private static <T> T read(String topic, byte[] bytes, Class<T> type) {
        try {
            return Json.read(bytes, type);
        } catch (UncheckedIOException e) {
            throw new SerializationException(topic + ": no " + type.getSimpleName(), e);
        }
    }
}
