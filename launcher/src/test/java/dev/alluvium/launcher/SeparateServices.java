package dev.alluvium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.registry.RegistryState;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.launcher.Installed.Running;
import dev.alluvium.launcher.client.ApiClient;
import dev.alluvium.launcher.client.Await;
import dev.alluvium.launcher.client.PipelineDrain;
import dev.alluvium.launcher.client.RoundWatch;
import dev.alluvium.launcher.client.Terminal;
import dev.alluvium.launcher.client.push.Push;
import dev.alluvium.launcher.client.push.PushReport;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.trust.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** All services as separate processes that share one configuration file. */
final class SeparateServices implements AutoCloseable {
    private static final List<String> MODULES = List.of(
            "registry-service",
            "serving-service",
            "evaluator-service",
            "trainer-service",
            "accumulator-job",
            "cleaning-stream",
            "ingest-service");
    private static final String TOKEN = "a-token-for-tests-of-at-least-32-characters";

    private final Path directory;
    private final Path config;
    private final String bootstrapServers;
    private final String secretKey;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private SeparateServices(Path directory, Path config, String bootstrapServers, String secretKey) {
        this.directory = directory;
        this.config = config;
        this.bootstrapServers = bootstrapServers;
        this.secretKey = secretKey;
    }

    /** All of them. */
    static SeparateServices start(
            Path directory, String bootstrapServers, String endpoint, String accessKey, String secretKey)
            throws Exception {
        return start(directory, bootstrapServers, endpoint, accessKey, secretKey, MODULES, "");
    }

    /** Some of them, with {@code more} in their configuration. */
    static SeparateServices start(
            Path directory,
            String bootstrapServers,
            String endpoint,
            String accessKey,
            String secretKey,
            List<String> modules,
            String more)
            throws Exception {
        Path keys = directory.resolve("keys");
        KeyFiles.ensure(keys);
        Path config = Files.writeString(
                directory.resolve("alluvium.yaml"),
                """
                kafka: { bootstrap-servers: "%s", partitions: 2 }
                object-store: { endpoint: "%s", access-key: "%s", secret-key: "${S3_SECRET}" }
                trust: { directory: "%s" }
                http: { tokens: { test: { token: %s, role: admin } } }
                accumulator: { checkpoint-interval: 1s }
                """.formatted(bootstrapServers, endpoint, accessKey, keys, TOKEN) + more);
        SeparateServices services = new SeparateServices(directory, config, bootstrapServers, secretKey);
        try {
            for (String module : modules) {
                services.start(module);
            }
            return services;
        } catch (Exception e) {
            services.close();
            throw e;
        }
    }

    List<Running> processes() {
        return new ArrayList<>(running.values());
    }

    /** Starts one of them on its own data. */
    void start(String module) throws IOException {
        running.put(
                module,
                Installed.service(
                        module,
                        Map.of("S3_SECRET", secretKey),
                        "--config",
                        config.toString(),
                        "--data",
                        directory.resolve(module).toString()));
    }

    Running process(String module) {
        return Objects.requireNonNull(running.get(module), module);
    }

    /** Pushes a small line with its probes, cuts the round and waits until its version is champion. */
    void assertOneRoundIsPromoted(KafkaClients kafka) throws Exception {
        // Given
        LineFile line = LineFile.write(directory, 33, 70);
        AtomicReference<RegistryState> state = new AtomicReference<>(RegistryState.empty());
        try (TopicFollower<?> events = new TopicFollower<>(
                                kafka,
                                Topics.REGISTRY_EVENTS,
                                (key, event, position) ->
                                        state.updateAndGet(before -> before.apply(Objects.requireNonNull(event))))
                        .start();
                PipelineDrain drain = new PipelineDrain(bootstrapServers)) {
            events.awaitCaughtUp(Duration.ofMinutes(1));
            api("evaluator-service").postLines("/probes", Files.readAllBytes(line.probes()));

            // When
            PushReport pushed = new Push(List.of(line.records().toString()), ReadOptions.of(""))
                    .send(
                            api("ingest-service"),
                            new Terminal(System.err),
                            directory.resolve("pushes"),
                            false,
                            Duration.ofMinutes(1));
            drain.await();
            String round = new RoundWatch(api("accumulator-job"), new Terminal(System.err))
                    .cut("notes")
                    .orElseThrow();

            // Then
            assertThat(pushed.accepted()).isEqualTo(line.lines());
            Await.until(
                    round + " is decided",
                    Duration.ofMinutes(6),
                    () -> state.get().model("notes").orElseThrow().champion() == 1);
            assertThat(state.get().model("notes").orElseThrow().championRounds())
                    .containsExactly(round);
        }
    }

    ApiClient api(String module) {
        String url = process(module).readyLine().split(" ")[1];
        return new ApiClient(url, TOKEN);
    }

    @Override
    public void close() throws Exception {
        for (Running one : running.values()) {
            one.close();
        }
    }
}
