package dev.alluvium.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topic.Cleanup;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.KafkaConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A byte of a real broker's file is flipped while the broker is down. */
class DamagedTopicIT {
    private static final Topic<byte[]> REPEATED = topic("repeated.v1", Cleanup.COMPACT);
    private static final Topic<byte[]> FOLDED = topic("folded.v1", Cleanup.DELETE);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int RECORDS = 6;
    private static final int DAMAGED = 3;
    private static final int INTO_THE_BATCH = 70;

    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;
    private static KafkaClients kafka;

    private static Topic<byte[]> topic(String suffix, Cleanup cleanup) {
        return new Topic<>(suffix, "key", byte[].class, 1, null, cleanup, List.of(), List.of(), Map.of(), "For tests.");
    }

    @BeforeAll
    static void damage() throws Exception {
        broker = new EmbeddedKafka(directory);
        kafka = clients();
        kafka.ensureTopics(List.of(REPEATED, FOLDED));
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(kafka.record(REPEATED, "k" + i, ("v" + i).getBytes(UTF_8)))
                        .get();
                producer.send(kafka.record(FOLDED, "k" + i, ("v" + i).getBytes(UTF_8)))
                        .get();
            }
        }
        broker.close();
        flip(REPEATED);
        flip(FOLDED);
        broker = new EmbeddedKafka(directory);
        kafka = clients();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    private static KafkaClients clients() {
        return new KafkaClients(KafkaConfig.of(broker.bootstrapServers()).withPartitions(1));
    }

    /** Changes a byte of the record at {@link #DAMAGED}, each record being a batch of its own. */
    private static void flip(Topic<?> topic) throws IOException {
        Path file = directory.resolve("logs/" + kafka.topic(topic) + "-0/00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(file);
        int at = 0;
        while (ByteBuffer.wrap(bytes, at, Long.BYTES).getLong() < DAMAGED) {
            at += Long.BYTES
                    + Integer.BYTES
                    + ByteBuffer.wrap(bytes, at + Long.BYTES, Integer.BYTES).getInt();
        }
        bytes[at + INTO_THE_BATCH - 1] ^= 1;
        Files.write(file, bytes);
    }

    private static TopicFollower<byte[]> follow(
            Topic<byte[]> topic, List<String> keys, @Nullable LogCopy<byte[]> copy) {
        return new TopicFollower<>(
                        kafka, topic, MessageReader.ofClient(), (key, value, position) -> keys.add(key), copy)
                .start();
    }

    @Test
    void shouldLeaveOutAndNameWhatIsDamagedInATopicThatIsRepeated() throws Exception {
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        try (TopicFollower<byte[]> follower = follow(REPEATED, keys, null)) {
            follower.awaitCaughtUp(LIMIT);

            assertThat(keys).containsExactly("k0", "k1", "k2", "k4", "k5");
            assertThat(follower.thread().notes())
                    .containsExactly("the broker's file of partition " + kafka.topic(REPEATED)
                            + "-0 is damaged at offset 3; what was there is left out");
        }
    }

    @Test
    void shouldNotReadALogAroundItsDamage() throws Exception {
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        try (TopicFollower<byte[]> follower = follow(FOLDED, keys, null)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> follower.awaitCaughtUp(LIMIT))
                    .withMessageContaining(kafka.topic(FOLDED) + "-0 is damaged at offset 3");

            assertThat(keys).containsExactly("k0", "k1", "k2");
        }
    }

    @Test
    void shouldReadTheCopyOfALogWhereItIsDamaged() throws Exception {
        InMemoryObjectStore store = new InMemoryObjectStore();
        store.putIfAbsent("log/events-0.jsonl", (line(0) + line(1)).getBytes(UTF_8));
        store.putIfAbsent("log/events-2.jsonl", (line(2) + line(3)).getBytes(UTF_8));
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        try (TopicFollower<byte[]> follower = follow(FOLDED, keys, new LogCopy<>(store, "log/", FOLDED))) {
            follower.awaitCaughtUp(LIMIT);

            assertThat(keys).containsExactly("k0", "k1", "k2", "k3", "k4", "k5");
            assertThat(follower.thread().notes()).singleElement().asString().contains("read from the copy");
        }
    }

    private static String line(int offset) {
        return "{\"offset\":%d,\"event\":{\"model\":\"k%d\",\"at\":\"2026-01-01T00:00:00Z\"}}\n"
                .formatted(offset, offset);
    }
}
