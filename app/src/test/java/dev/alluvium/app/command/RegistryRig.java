package dev.alluvium.app.command;

import dev.alluvium.app.PlayedReports;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.Polling;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.registry.RegistryService;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.DependencyAwaitingService;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.TrustConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** A real registry that commands talk to through a front; trainer, gate and one replica are played. */
final class RegistryRig implements AutoCloseable {
    static final String MODEL = "notes";

    private static final String TOKEN = "a-token-for-tests-of-at-least-32-characters";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path data;
    private final Clock clock;
    private final AlluviumConfig config;
    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicFollower<ServingDesired> replica;
    private final AtomicReference<@Nullable ServingDesired> wanted = new AtomicReference<>();
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ScrapedMeters meters = new ScrapedMeters();
    private @Nullable DependencyAwaitingService registry;
    private @Nullable HttpServer server;
    private @Nullable LossyFront front;
    private String direct = "";

    /** A registry that listens and is not started yet, announced in {@code data}. */
    RegistryRig(Path data, EmbeddedKafka broker, String prefix, Clock clock) throws Exception {
        this.data = data;
        this.clock = clock;
        KeyFiles.ensure(data.resolve("keys"));
        AlluviumConfig defaults = AlluviumConfig.defaults();
        config = defaults.with(
                KafkaConfig.of(broker.bootstrapServers())
                        .withTopicPrefix(prefix)
                        .withPartitions(2),
                defaults.objectStore(),
                HttpConfig.DEFAULT.with(Map.of("ops", new TokenConfig(TOKEN, Role.ADMIN))),
                TrustConfig.in("keys"));
        kafka = new KafkaClients(config.kafka());
        kafka.ensureTopics(Topics.all());
        producer = kafka.producer(null);
        replica = new TopicFollower<>(kafka, Topics.SERVING_DESIRED, (model, desired, at) -> {
                    wanted.set(desired);
                    prove();
                })
                .start();
        ScheduledFuture<?> unused = heartbeat.scheduleWithFixedDelay(this::prove, 1, 1, TimeUnit.SECONDS);
        listen();
    }

    private void listen() throws Exception {
        registry = DependencyAwaitingService.of(
                new RegistryService(new ServiceContext(config, kafka, store, meters, data, clock, "test")));
        server = new HttpServer(config.http(), ServiceRoutes.of(List.of(registry), meters));
        direct = "http://127.0.0.1:" + server.start() + "/v1";
        front = new LossyFront(direct);
        Files.writeString(data.resolve("token"), TOKEN + "\n");
        Files.writeString(data.resolve("endpoint"), front.url() + "\n");
    }

    /** Lets the registry read its log and answer. */
    RegistryRig start() throws Exception {
        Objects.requireNonNull(registry).start();
        return this;
    }

    /** Ends it and listens again on other ports, not started. */
    void listenAgain() throws Exception {
        stop();
        listen();
    }

    LossyFront front() {
        return Objects.requireNonNull(front);
    }

    ApiClient api() {
        return new ApiClient(direct, TOKEN);
    }

    Registry registry() {
        return new Registry(api());
    }

    ModelState model() {
        return registry().model(MODEL);
    }

    /** The changes of {@code type} that the log holds, once it holds the last one. */
    long events(Class<? extends RegistryEvent.Change> type) throws InterruptedException {
        long[] count = new long[1];
        try (TopicFollower<RegistryEvent> log = new TopicFollower<>(kafka, Topics.REGISTRY_EVENTS, (key, event, at) -> {
            if (type.isInstance(Objects.requireNonNull(event).change())) {
                count[0]++;
            }
        })) {
            log.start().awaitCaughtUp(LIMIT);
        }
        return count[0];
    }

    /** The next version, promoted by itself. */
    void promoted(String run, int parent, String round) throws Exception {
        trained(run, parent, round, EvaluationDecision.SUCCESSFUL);
        Polling.until(run + " is champion", LIMIT, () -> model().champion() == parent + 1);
    }

    /** The next version, which waits for an operator. */
    void held(String run, int parent, String round) throws Exception {
        trained(run, parent, round, EvaluationDecision.INCONCLUSIVE);
        Polling.until(
                run + " waits",
                LIMIT,
                () -> model().byRun(run).filter(it -> it.waitsFor() != null).isPresent());
    }

    /** The next version, refused. */
    void refused(String run, int parent, String round) throws Exception {
        trained(run, parent, round, EvaluationDecision.FAILED);
        Polling.until(
                round + " is quarantined", LIMIT, () -> model().round(round).stage() == RoundState.Stage.QUARANTINED);
    }

    private void trained(String run, int parent, String round, EvaluationDecision decision) throws Exception {
        String sha256 = Digest.sha256(run.getBytes(StandardCharsets.UTF_8));
        ArtifactRef adapter = ArtifactRef.of("memory", "runs/" + run + "/a1/adapter/", sha256, 100);
        send(
                Topics.ADAPTERS_TRAINED,
                MODEL,
                new AdapterTrained(
                        MODEL,
                        run,
                        "a1",
                        List.of(round),
                        parent,
                        adapter,
                        attest("trainer", Statement.TRAINED, adapter),
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0),
                        clock.instant()));
        send(
                Topics.ADAPTERS_EVALUATED,
                MODEL,
                PlayedReports.kept(
                        store,
                        new AdapterEvaluated(
                                new EvaluationSubject(MODEL, run, "e1", List.of(round), parent, parent, adapter),
                                PlayedReports.verdict(decision),
                                new EvaluationFigures(0, 1, 1, 1, 1, 1, 0, 9, 2, 100, 0, 1),
                                ArtifactRef.of("memory", "reports/" + run + "/e1.json", "00", 1),
                                "records of " + run,
                                attest("evaluator", Statement.EVALUATED, adapter),
                                clock.instant())));
    }

    private Attestation attest(String who, Statement statement, ArtifactRef adapter) {
        return KeyFiles.signer(config.trust(), data, who).attest(statement, MODEL, adapter.sha256(), clock.instant());
    }

    private void prove() {
        ServingDesired desired = wanted.get();
        if (desired == null) {
            return;
        }
        ArtifactRef adapter = desired.champion().adapter();
        producer.send(kafka.record(
                Topics.SERVING_OBSERVED,
                desired.model() + "/a",
                new ServingObserved(
                        desired.model(),
                        "a",
                        desired.champion().version(),
                        adapter == null ? "" : adapter.sha256(),
                        "f",
                        desired.generation(),
                        "i",
                        clock.instant())));
    }

    private <T> void send(Topic<T> topic, String key, T value) throws Exception {
        producer.send(kafka.record(topic, key, value)).get();
    }

    private void stop() {
        Objects.requireNonNull(front).close();
        Objects.requireNonNull(server).close();
        Objects.requireNonNull(registry).close();
    }

    @Override
    public void close() {
        stop();
        heartbeat.shutdownNow();
        replica.close();
        producer.close();
    }
}
