package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.Installed.Running;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.client.push.Push;
import dev.alluvium.cli.client.push.PushReport;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private static final String LOGIN = "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: "
            + "'org.apache.kafka.common.security.plain.PlainLoginModule required "
            + "username=\"${KAFKA_USER}\" password=\"secret-of-${KAFKA_USER}\";'";
    private static final String TOKEN = "a-token-for-tests-of-at-least-32-characters";

    private final Path directory;
    private final Path config;
    private final KafkaClients kafka;
    private final String secretKey;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private SeparateServices(Path directory, Path config, KafkaClients kafka, String secretKey) {
        this.directory = directory;
        this.config = config;
        this.kafka = kafka;
        this.secretKey = secretKey;
    }

    /** All of them. */
    static SeparateServices start(
            Path directory, String bootstrapServers, String endpoint, String accessKey, String secretKey)
            throws Exception {
        return start(directory, bootstrapServers, endpoint, accessKey, secretKey, MODULES, "");
    }

    /** All of them on a broker that each must tell its name, with the password that {@link #users} gives it. */
    static SeparateServices secured(
            Path directory, String bootstrapServers, String endpoint, String accessKey, String secretKey)
            throws Exception {
        return start(
                directory,
                secured(bootstrapServers),
                client(bootstrapServers, "admin"),
                endpoint,
                accessKey,
                secretKey,
                MODULES,
                "");
    }

    /** How the configuration names a secured broker, on which {@code KAFKA_USER} works. */
    static String secured(String bootstrapServers) {
        return "kafka: { bootstrap-servers: \"%s\", partitions: 2, properties: { %s } }"
                .formatted(bootstrapServers, LOGIN);
    }

    /** A client of a secured broker. */
    static KafkaClients client(String bootstrapServers, String user) {
        Map<String, String> properties = new HashMap<>();
        for (String property : LOGIN.split(", ")) {
            String[] entry = property.split(": ");
            properties.put(entry[0], entry[1].replace("${KAFKA_USER}", user).replace("'", ""));
        }
        return new KafkaClients(
                KafkaConfig.of(bootstrapServers).withPartitions(2).withProperties(properties));
    }

    /** The services and the principals of others, each with its password. */
    static Map<String, String> users() {
        return Stream.concat(MODULES.stream(), Stream.of("admin", "pushers", "probers", "applications", "operators"))
                .collect(Collectors.toMap(name -> name, name -> "secret-of-" + name));
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
        return start(
                directory,
                "kafka: { bootstrap-servers: \"%s\", partitions: 2 }".formatted(bootstrapServers),
                new KafkaClients(KafkaConfig.of(bootstrapServers)),
                endpoint,
                accessKey,
                secretKey,
                modules,
                more);
    }

    private static SeparateServices start(
            Path directory,
            String kafkaConfig,
            KafkaClients kafka,
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
                %s
                object-store: { endpoint: "%s", access-key: "%s", secret-key: "${S3_SECRET}" }
                trust: { directory: "%s" }
                http: { tokens: { test: { token: %s, role: admin } } }
                accumulator: { checkpoint-interval: 1s }
                """.formatted(kafkaConfig, endpoint, accessKey, keys, TOKEN) + more);
        SeparateServices services = new SeparateServices(directory, config, kafka, secretKey);
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

    /** Their names, in the order in which they were started first. */
    List<String> modules() {
        return MODULES.stream().filter(running::containsKey).toList();
    }

    List<Running> processes() {
        return new ArrayList<>(running.values());
    }

    /** Starts one of them on its own data. */
    void start(String module) throws IOException, InterruptedException {
        running.put(
                module,
                Installed.service(
                        module,
                        Map.of("S3_SECRET", secretKey, "KAFKA_USER", module),
                        "--config",
                        config.toString(),
                        "--data",
                        directory.resolve(module).toString()));
    }

    Running process(String module) {
        return Objects.requireNonNull(running.get(module), module);
    }

    /** Pushes a small line with its probes, cuts the round and waits until its version is champion. */
    void assertOneRoundIsPromoted() throws Exception {
        // Given
        LineFile line = LineFile.write(directory, 33, 70);
        AtomicReference<RegistryState> state = new AtomicReference<>(RegistryState.empty());
        try (TopicFollower<?> events = new TopicFollower<>(
                                kafka,
                                Topics.REGISTRY_EVENTS,
                                (key, event, position) ->
                                        state.updateAndGet(before -> before.apply(Objects.requireNonNull(event))))
                        .start();
                PipelineDrain drain = new PipelineDrain(kafka)) {
            events.awaitCaughtUp(Await.LIMIT);
            api("evaluator-service").postLines("/probes", Files.readAllBytes(line.probes()));

            // When
            PushReport pushed = new Push(List.of(line.records().toString()), ReadOptions.of(""))
                    .send(
                            api("ingest-service"),
                            new Terminal(System.err),
                            directory.resolve("pushes"),
                            false,
                            Await.LIMIT);
            drain.await();
            String round = new RoundFollower(api("accumulator-job"), new Terminal(System.err))
                    .cut("notes")
                    .orElseThrow();

            // Then
            assertThat(pushed.accepted()).isEqualTo(line.lines());
            Await.until(
                    round + " is decided",
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
