package dev.alluvium.app;

import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.ChatClient;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.evaluator.adapter.ExperimentLoop;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.registry.RegistryService;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.serving.ServingService;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.CanaryConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** The registry, serving on the shipped base and the evaluator's analysis of experiments; a trainer and a gate are played. */
final class LiveServices implements AutoCloseable {
    static final String MODEL = "notes";

    private static final String TOKEN = "a-token-for-tests-of-at-least-32-characters";

    private final Path directory;
    private final AlluviumConfig config;
    private final KafkaClients kafka;
    private final MinioObjectStore store;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private ScrapedMeters meters = new ScrapedMeters();
    private @Nullable ApiClient api;

    /** @param canary how what passes is tried; null to promote it at once */
    LiveServices(Path directory, EmbeddedKafka broker, EmbeddedS3 s3, String prefix, @Nullable CanaryConfig canary)
            throws Exception {
        this.directory = directory;
        KeyFiles.ensure(directory.resolve("keys"));
        ModelConfig model = ModelConfig.onBase("tiny").withCanary(canary);
        this.config = AlluviumConfig.defaults()
                .withModels(Map.of(MODEL, model))
                .with(
                        KafkaConfig.of(broker.bootstrapServers())
                                .withTopicPrefix(prefix)
                                .withPartitions(2),
                        ObjectStoreConfig.of(s3.endpoint(), ObjectStoreConfig.BUCKET, s3.accessKey(), s3.secretKey()),
                        HttpConfig.DEFAULT.with(Map.of("test", new TokenConfig(TOKEN, Role.ADMIN))),
                        TrustConfig.DEFAULT);
        this.kafka = new KafkaClients(config.kafka());
        kafka.ensureTopics(Topics.all());
        this.store = new MinioObjectStore(config.objectStore());
        store.ensureBucket();
        start();
    }

    private void start() throws Exception {
        meters = new ScrapedMeters();
        ServiceContext context =
                new ServiceContext(config, kafka, store, meters, directory, Clock.systemUTC(), "replica-1");
        List<Service> services = List.of(remember(new RegistryService(context)), remember(new ServingService(context)));
        EvaluatorState state = new EvaluatorState();
        TopicFollower<RegistryEvent> log = remember(new TopicFollower<>(
                kafka, Topics.REGISTRY_EVENTS, (key, event, position) -> state.apply(Objects.requireNonNull(event))));
        ExperimentLoop experiments = remember(
                new ExperimentLoop(kafka, state, MessageReader.ofClient(), new Meters(meters), Clock.systemUTC()));
        List<Route> routes = new ArrayList<>(ServiceRoutes.of(services, meters));
        routes.add(experiments.route());
        HttpServer server = remember(new HttpServer(config.http(), routes));
        api = new ApiClient("http://127.0.0.1:" + server.start() + "/v1", TOKEN);
        for (Service service : services) {
            service.start();
        }
        log.start().awaitCaughtUp(Await.LIMIT);
        experiments.start(config.modelNames());
        Await.until("serving is ready", () -> services.get(1).health().ready());
    }

    /** Ends all of them, and starts them on what they left behind. */
    void restart() throws Exception {
        stop();
        start();
    }

    ApiClient api() {
        return Objects.requireNonNull(api);
    }

    Registry registry() {
        return new Registry(api());
    }

    ModelState model() {
        return registry().model(MODEL);
    }

    ChatClient answers() {
        return new ChatClient(api());
    }

    String metrics() {
        return meters.scrape();
    }

    /** The next version, trained from version 0 on a round, with what a gate said of it; it answers as the base does. */
    void trained(String run, String round, EvaluationDecision decision) throws Exception {
        Path written = directory.resolve(run);
        Path base = LocalBase.of("tiny").directory();
        PeftDirectory.write(
                written, Adapter.init(LoraShape.all(2), Checkpoint.open(base).config(), 5), "tiny");
        for (String file : List.of(PeftDirectory.CONFIG, PeftDirectory.WEIGHTS)) {
            store.putIfAbsent(ObjectKeys.adapter(run, "1") + file, Files.readAllBytes(written.resolve(file)));
        }
        byte[] weights = Files.readAllBytes(written.resolve(PeftDirectory.WEIGHTS));
        ArtifactRef adapter =
                ArtifactRef.of(store.bucket(), ObjectKeys.adapter(run, "1"), Digest.sha256(weights), weights.length);
        send(
                Topics.ADAPTERS_TRAINED,
                new AdapterTrained(
                        MODEL,
                        run,
                        "1",
                        List.of(round),
                        0,
                        adapter,
                        attest("trainer", Statement.TRAINED, adapter),
                        new TrainingFigures(1, 1, 1, 1, 1, 1, 2, 1, 0),
                        Instant.now()));
        send(Topics.ADAPTERS_EVALUATED, PlayedReports.kept(store, verdict(run, round, decision, adapter)));
    }

    private AdapterEvaluated verdict(String run, String round, EvaluationDecision decision, ArtifactRef adapter) {
        return new AdapterEvaluated(
                new EvaluationSubject(MODEL, run, "e1", List.of(round), 0, 0, adapter),
                PlayedReports.verdict(decision),
                new EvaluationFigures(0, 1, 1, 1, 1, 1, 0, 9, 2, 100, 0, 1),
                ArtifactRef.of(store.bucket(), "reports/" + run + "/e1.json", "00", 1),
                "records of " + run,
                attest("evaluator", Statement.EVALUATED, adapter),
                Instant.now());
    }

    private Attestation attest(String who, Statement statement, ArtifactRef adapter) {
        return KeyFiles.signer(config.trust(), directory, who)
                .attest(statement, MODEL, adapter.sha256(), Instant.now());
    }

    private <T> void send(Topic<T> topic, T message) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            producer.send(kafka.record(topic, MODEL, message)).get();
        }
    }

    private <T extends AutoCloseable> T remember(T part) {
        started.push(part);
        return part;
    }

    private void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @Override
    public void close() throws Exception {
        stop();
        store.close();
    }
}
