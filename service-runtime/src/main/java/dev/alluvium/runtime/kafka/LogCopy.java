package dev.alluvium.runtime.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.runtime.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The copy in the object store of a topic that has one partition and is kept for ever: JSON lines with each record's offset,
 * slice by slice, without a gap. It stands in where the broker's file is damaged.
 */
public final class LogCopy<T> {
    private final ObjectStore store;
    private final String prefix;
    private final Topic<T> topic;

    /**
     * A record of the copy.
     *
     * @param at when it happened
     * @param attestation that it carried in the topic, if any
     */
    public record Kept<T>(
            long offset,
            String key,
            T value,
            Instant at,
            @Nullable Attestation attestation) {}

    /** @param prefix of the slices' keys, which sort by their first offsets */
    public LogCopy(ObjectStore store, String prefix, Topic<T> topic) {
        this.store = store;
        this.prefix = prefix;
        this.topic = topic;
    }

    /** All records from {@code offset} on that the copy holds, in their order. */
    public List<Kept<T>> from(long offset) {
        List<Kept<T>> all = new ArrayList<>();
        for (String key : store.list(prefix)) {
            store.get(key)
                    .ifPresent(slice -> new String(slice.bytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(this::kept)
                            .filter(kept -> kept.offset() >= offset)
                            .forEach(all::add));
        }
        return all;
    }

    private Kept<T> kept(String line) {
        JsonNode entry = Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        JsonNode event = entry.path("event");
        return new Kept<>(
                entry.path("offset").asLong(),
                event.path("model").asText(),
                topic.decode(Json.bytes(event)),
                Instant.parse(event.path("at").asText()),
                entry.hasNonNull("attestation")
                        ? Json.read(Json.bytes(entry.path("attestation")), Attestation.class)
                        : null);
    }

    /**
     * Takes from the copy what it holds from {@code next} on, and lets the consumer go on behind it.
     *
     * @throws KafkaException {@code failure} itself if it tells of no damage; one that names the place if the copy does not reach
     *     over it
     */
    public CorruptRecords bridge(
            KafkaConsumer<?, ?> consumer, long next, KafkaException failure, Consumer<Kept<T>> taker) {
        CorruptRecords damage = CorruptRecords.of(failure).orElseThrow(() -> failure);
        List<Kept<T>> kept = from(next);
        if (kept.isEmpty()) {
            throw new DamagedLogException(damage, failure);
        }
        kept.forEach(taker);
        consumer.seek(damage.partition(), kept.get(kept.size() - 1).offset() + 1);
        return damage;
    }
}
