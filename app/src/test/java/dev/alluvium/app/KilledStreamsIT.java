package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.client.UnavailableException;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream's process and Flink's, killed at random moments while records, repeats, updates and garbage come in, and the
 * broker gone for a while in between: every record has one outcome, and every clean one is in one round.
 *
 * <p>{@code -Dalluvium.kills=20 -Dalluvium.outage=PT60S} makes it as long as it is to be before a release.
 */
class KilledStreamsIT {
    private static final List<String> MODULES = List.of("accumulator-job", "cleaning-stream");
    private static final int KILLS = Integer.getInteger("alluvium.kills", 3);
    private static final Duration OUTAGE = Duration.parse(System.getProperty("alluvium.outage", "PT4S"));
    private static final long SEED = Long.getLong("alluvium.seed", 20261121);
    private static final int LONGEST_LIFE_MILLIS = 6_000;
    private static final String ROUNDS =
            "models: { notes: { base: tiny, trigger: { records: 100, min-facts: 10 } } }\n";

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final CountDownLatch never = new CountDownLatch(1);
    private SeparateServices services;
    private KafkaClients kafka;

    @Test
    void shouldGiveEveryRecordOneOutcomeWhateverIsKilled() throws Exception {
        // Given
        EmbeddedKafka broker = new EmbeddedKafka(directory.resolve("kafka"));
        kafka = new KafkaClients(KafkaConfig.of(broker.bootstrapServers()).withPartitions(2));
        kafka.ensureTopics(Topics.all());
        try (EmbeddedS3 s3 = new EmbeddedS3(directory.resolve("s3"));
                MinioObjectStore store = new MinioObjectStore(
                        ObjectStoreConfig.of(s3.endpoint(), "alluvium", s3.accessKey(), s3.secretKey()));
                SeparateServices started = SeparateServices.start(
                        directory,
                        broker.bootstrapServers(),
                        s3.endpoint(),
                        s3.accessKey(),
                        s3.secretKey(),
                        MODULES,
                        ROUNDS)) {
            services = started;

            // When
            try (Feed feed = new Feed(kafka, SEED, 10)) {
                kill(KILLS / 2);
                feed.garbage(100);
                broker = away(broker);
                feed.garbage(100);
                kill(KILLS - KILLS / 2);
            }
            settle(store);

            // Then
            Ledger ledger = Ledger.of(kafka, manifests(store));
            ledger.assertAddsUp();
            assertThat(ledger.dead()).hasSizeGreaterThan(200);
            assertThat(ledger.refused()).isNotEmpty();
            assertThat(manifests(store)).hasSizeGreaterThan(1);
            System.err.println("received " + ledger.received().size() + ", clean "
                    + ledger.clean().size() + " in "
                    + manifests(store).size() + " rounds, dropped "
                    + ledger.dropped().size() + ", refused "
                    + ledger.refused().size() + ", dead " + ledger.dead().size());
        } finally {
            broker.close();
        }
    }

    private void kill(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            String module = MODULES.get(random.nextInt(MODULES.size()));
            Process process = services.process(module).process();
            boolean ended = process.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
            assertThat(ended).as(module + " ended by itself").isFalse();
            services.process(module).kill();
            services.start(module);
        }
    }

    /** The same broker, gone for a while: nobody ends, and nobody is told that it is back. */
    private EmbeddedKafka away(EmbeddedKafka broker) throws Exception {
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        broker.close();
        assertThat(never.await(OUTAGE.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        assertThat(services.processes()).allMatch(running -> running.process().isAlive());
        return new EmbeddedKafka(directory.resolve("kafka"), port);
    }

    /** Waits until everything is through, cuts what is left, and lets every round live. */
    private void settle(MinioObjectStore store) throws Exception {
        ApiClient cleaning = services.api("cleaning-stream");
        ApiClient accumulator = services.api("accumulator-job");
        try (PipelineDrain drain = new PipelineDrain(kafka);
                KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            do {
                drain.await();
                new RoundFollower(accumulator, new Terminal(System.err)).cut("notes");
                for (RoundManifest round : manifests(store)) {
                    producer.send(kafka.record(
                                    Topics.CONTROL,
                                    "notes",
                                    new RoundDecided("notes", round.round(), 1, Outcome.LIVE, 1, Instant.EPOCH)))
                            .get();
                }
                drain.await();
            } while (isPending(accumulator));
            Await.until("nothing is held any more", () -> held(cleaning) == 0);
        }
    }

    private static boolean isPending(ApiClient accumulator) {
        return accumulator
                        .get("/status")
                        .at("/accumulator-job/models/notes/pendingRecords")
                        .asInt()
                > 0;
    }

    private static int held(ApiClient cleaning) {
        try {
            return cleaning.get("/status").at("/cleaning-stream/held").asInt(-1);
        } catch (UnavailableException e) {
            return -1;
        }
    }

    private static List<RoundManifest> manifests(MinioObjectStore store) {
        return store.list("rounds/").stream()
                .filter(key -> key.endsWith("/manifest.json"))
                .map(key -> Json.read(store.get(key).orElseThrow().bytes(), RoundManifest.class))
                .toList();
    }
}
