package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.client.UnavailableException;
import dev.alluvium.cli.client.push.Push;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.testing.Await;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service as a process of its own; rounds are pushed, trained, promoted, rolled back and promoted again, while a seeded plan
 * kills and pauses the processes and takes the broker and the object store away.
 *
 * <p>{@code make chaos BLOWS=30 SEED=7} runs it. {@code mvn verify} does not: KillIT, KilledStreamsIT and the trainer's kill tests
 * are its short version.
 */
@Tag("chaos")
class ChaosIT {
    private static final int BLOWS = Integer.getInteger("alluvium.blows", 30);
    private static final int ROUNDS = Integer.getInteger("alluvium.rounds", 3);
    private static final Duration OUTAGE = Duration.parse(System.getProperty("alluvium.outage", "PT20S"));
    private static final long SEED = Long.getLong("alluvium.seed", 7);
    private static final int FACTS = 70;
    private static final String MODEL = "notes";

    @TempDir
    Path directory;

    private final CountDownLatch never = new CountDownLatch(1);
    private EmbeddedKafka broker;
    private EmbeddedS3 s3;
    private SeparateServices services;
    private KafkaClients kafka;

    @Test
    void shouldLoseNothingAndPromoteEveryRoundWhateverBefallsIt() throws Exception {
        // Given
        broker = new EmbeddedKafka(directory.resolve("kafka"));
        s3 = new EmbeddedS3(directory.resolve("s3"));
        kafka = new KafkaClients(KafkaConfig.of(broker.bootstrapServers()).withPartitions(2));
        kafka.ensureTopics(Topics.all());
        try (SeparateServices started = SeparateServices.start(
                        directory, broker.bootstrapServers(), s3.endpoint(), s3.accessKey(), s3.secretKey());
                MinioObjectStore store = new MinioObjectStore(
                        ObjectStoreConfig.of(s3.endpoint(), "alluvium", s3.accessKey(), s3.secretKey()))) {
            services = started;

            // When
            int rounds = 0;
            try (Disturber disturber = new Disturber(
                    services,
                    Map.of("broker", this::brokerAway, "object store", this::storeAway),
                    OUTAGE,
                    SEED,
                    BLOWS)) {
                while (rounds < ROUNDS || !disturber.isOver()) {
                    learn(++rounds);
                    backAndForth(rounds);
                }
                System.err.println(rounds + " rounds, " + disturber.struck());
            }

            // Then
            Ledger.of(kafka, manifests(store)).assertAddsUp();
            ModelState model = model();
            assertThat(model.championRounds()).hasSize(rounds).doesNotHaveDuplicates();
            assertThat(model.versions().values())
                    .filteredOn(version -> version.adapter() != null)
                    .hasSize(rounds)
                    .allSatisfy(version -> assertWhole(store, version));
        } finally {
            s3.close();
            broker.close();
        }
    }

    /** A further line of products, from its file to the champion that knows it. */
    private void learn(int number) throws Exception {
        LineFile line = LineFile.write(directory, 32L + number, FACTS);
        byte[] probes = Files.readAllBytes(line.probes());
        persist("the probes are taken", () -> services.api("evaluator-service").postLines("/probes", probes));
        persist(
                "the records are taken",
                () -> new Push(List.of(line.records().toString()), ReadOptions.of(""))
                        .send(
                                services.api("ingest-service"),
                                new Terminal(System.err),
                                directory.resolve("pushes"),
                                false,
                                Await.LIMIT));
        try (PipelineDrain drain = new PipelineDrain(kafka)) {
            drain.await();
        }
        persist(
                "a round is cut",
                () -> services.api("accumulator-job")
                        .post("/models/" + MODEL + "/cut", UUID.randomUUID().toString(), Map.of()));
        Await.until(() -> "version " + number + " is champion; " + last, () -> champion() == number);
    }

    /** Each order keeps its key, so that one whose answer was lost is not executed twice. */
    private void backAndForth(int version) throws Exception {
        order("rollback", Map.of("expectedFrom", version, "reason", "chaos"));
        assertThat(champion()).isEqualTo(version - 1);
        order("resume", Map.of());
        String key = UUID.randomUUID().toString();
        persist(
                "version " + version + " is promoted again",
                () -> new Registry(services.api("registry-service"))
                        .ordering(key)
                        .promote(MODEL, version, "chaos", false));
        Await.until("it is champion", () -> champion() == version);
    }

    private void order(String command, Map<String, Object> body) {
        String key = UUID.randomUUID().toString();
        persist(
                command + " is executed",
                () -> new Registry(services.api("registry-service"))
                        .ordering(key)
                        .command(MODEL, command, body));
    }

    /** Tries until it succeeds; where the service is away, at the address that it has then. */
    private static void persist(String what, Attempt attempt) {
        Await.until(what, () -> {
            try {
                attempt.run();
                return true;
            } catch (UnavailableException e) {
                return false;
            }
        });
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    private String last = "";

    private int champion() {
        persist("the registry answers", () -> last = String.valueOf(model().champion()));
        return Integer.parseInt(last);
    }

    private ModelState model() {
        ApiClient api = services.api("registry-service");
        return new Registry(api).model(MODEL);
    }

    private void brokerAway(Duration length) throws Exception {
        int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
        broker.close();
        assertThat(never.await(length.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        broker = new EmbeddedKafka(directory.resolve("kafka"), port);
    }

    private void storeAway(Duration length) throws Exception {
        int port = URI.create(s3.endpoint()).getPort();
        s3.close();
        assertThat(never.await(length.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        s3 = new EmbeddedS3(directory.resolve("s3"), port, s3.accessKey(), s3.secretKey());
    }

    /** An adapter's weights are those whose hash the registry was told. */
    private static void assertWhole(MinioObjectStore store, VersionState version) throws Exception {
        String prefix = "s3://alluvium/";
        ArtifactRef adapter = Objects.requireNonNull(version.adapter());
        String key = adapter.uri().substring(prefix.length()) + "adapter_model.safetensors";
        byte[] weights = store.get(key).orElseThrow().bytes();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
        assertThat(hash).as(key).isEqualTo(adapter.sha256());
    }

    private static List<RoundManifest> manifests(MinioObjectStore store) {
        return store.list("rounds/").stream()
                .filter(key -> key.endsWith("/manifest.json"))
                .map(key -> Json.read(store.get(key).orElseThrow().bytes(), RoundManifest.class))
                .toList();
    }
}
