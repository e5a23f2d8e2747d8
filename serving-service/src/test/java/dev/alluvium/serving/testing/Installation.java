package dev.alluvium.serving.testing;

import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.SignedRecord;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.runtime.store.MinioObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.serving.ServingService;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.DefaultModelConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.ServingConfig;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.settings.VllmConfig;
import dev.alluvium.testing.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The real service on a real broker and store, and a registry that is played by the test. */
public final class Installation implements AutoCloseable {
    /** When the registry says what it wants. */
    private static final Instant SAID = Instant.parse("2026-01-01T00:00:00Z");

    private static final String MODEL = "notes";
    private static final String TOKEN = "t".repeat(32);
    private static final Map<Statement, String> SIGNERS =
            Map.of(Statement.TRAINED, "trainer", Statement.EVALUATED, "evaluator", Statement.ADMITTED, "registry");

    private final AlluviumConfig config;
    private final Path directory;
    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> registry;
    private final MinioObjectStore store;
    private final ScrapedMeters meters = new ScrapedMeters();
    private final Map<String, Optional<ServingObserved>> proofs = new ConcurrentHashMap<>();
    private final TopicFollower<ServingObserved> observer;
    private final ServingService service;
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private long generation;

    public Installation(Path directory, String prefix, String bootstrap, EmbeddedS3 s3, Duration lease) {
        this(directory, prefix, bootstrap, s3, lease, null);
    }

    /** @param vllm null to answer in this process */
    public Installation(
            Path directory, String prefix, String bootstrap, EmbeddedS3 s3, Duration lease, @Nullable VllmConfig vllm) {
        this.directory = directory;
        HttpConfig endpoint = HttpConfig.DEFAULT.with(Map.of("test", new TokenConfig(TOKEN, Role.ADMIN)));
        String base = TaughtModel.shared().base().toUri().toString();
        AlluviumConfig defaults = AlluviumConfig.defaults();
        ServingConfig serving = defaults.serving();
        this.config = defaults.withDefaultModel(new DefaultModelConfig(MODEL, base, false))
                .withModels(Map.of(MODEL, ModelConfig.onBase(base).withVllm(vllm)))
                .with(
                        KafkaConfig.of(bootstrap).withTopicPrefix(prefix).withPartitions(2),
                        ObjectStoreConfig.of(s3.endpoint(), ObjectStoreConfig.BUCKET, s3.accessKey(), s3.secretKey()),
                        endpoint,
                        TrustConfig.DEFAULT)
                .withServing(new ServingConfig(
                        lease,
                        Duration.ofMillis(500),
                        serving.slots(),
                        serving.queue(),
                        serving.resident(),
                        serving.cacheTokens(),
                        serving.maxTokens(),
                        "serving-" + prefix + "cache",
                        serving.adapterCache()));
        this.kafka = new KafkaClients(config.kafka());
        kafka.ensureTopics(Topics.all());
        this.registry = kafka.producer(null);
        this.store = new MinioObjectStore(config.objectStore());
        store.ensureBucket();
        this.observer = new TopicFollower<>(
                        kafka,
                        Topics.SERVING_OBSERVED,
                        (key, value, position) -> proofs.put(key, Optional.ofNullable(value)))
                .start();
        this.service = new ServingService(
                new ServiceContext(config, kafka, store, meters, directory, Clock.systemUTC(), "replica-1"));
        this.http = new HttpServer(endpoint, ServiceRoutes.of(List.of(service), meters));
    }

    public void start() throws Exception {
        port = http.start();
        service.start();
    }

    public ServingService service() {
        return service;
    }

    /** A version of the taught model in the store, attested by the installation's keys. */
    public DeployedVersion version(int number, Statement... statements) {
        Map<String, byte[]> files = TaughtModel.shared().files(number);
        String prefix = "runs/run-" + number + "/a1/adapter/";
        files.forEach((name, bytes) -> store.putIfAbsent(prefix + name, bytes));
        String sha256 = Digest.sha256(Objects.requireNonNull(files.get(PeftDirectory.WEIGHTS)));
        return attested(number, prefix, sha256, statements);
    }

    /** A version whose attested digest is not that of the bytes in the store. */
    public DeployedVersion tampered(int number) {
        DeployedVersion honest = version(number);
        return attested(number, Objects.requireNonNull(honest.adapter()).key(), Digest.sha256(new byte[] {1}));
    }

    private DeployedVersion attested(int number, String prefix, String sha256, Statement... statements) {
        Statement[] all = statements.length == 0 ? SIGNERS.keySet().toArray(Statement[]::new) : statements;
        List<Attestation> attestations = Arrays.stream(all)
                .map(statement -> KeyFiles.signer(
                                config.trust(), directory, Objects.requireNonNull(SIGNERS.get(statement)))
                        .attest(statement, MODEL, sha256, Instant.EPOCH))
                .toList();
        return new DeployedVersion(number, ArtifactRef.of(store.bucket(), prefix, sha256, 1), attestations);
    }

    /** Says on the topic that {@code version} is wanted. */
    public void publish(DeployedVersion version) throws Exception {
        String base = TaughtModel.shared().base().toUri().toString();
        ServingDesired desired = new ServingDesired(MODEL, base, version, null, 0, null, 1, ++generation, SAID);
        registry.send(signed(desired)).get();
    }

    /** Says on the topic that {@code challenger} is to be asked in the shadow whatever {@code champion} is asked. */
    public void shadow(DeployedVersion champion, DeployedVersion challenger) throws Exception {
        String base = TaughtModel.shared().base().toUri().toString();
        ServingDesired desired = new ServingDesired(
                MODEL, base, champion, challenger, 1, "trial", 1, ++generation, SAID, TrialMode.SHADOW);
        registry.send(signed(desired)).get();
    }

    /** Says on the topic, as the registry would and without its key, that {@code version} is wanted. */
    public void forge(DeployedVersion version, long forgedEpoch, long forgedGeneration) throws Exception {
        String base = TaughtModel.shared().base().toUri().toString();
        ServingDesired desired =
                new ServingDesired(MODEL, base, version, null, 0, null, forgedEpoch, forgedGeneration, SAID);
        Signer stranger = new Signer("registry", TrustKeys.generate().getPrivate());
        registry.send(kafka.record(Topics.SERVING_DESIRED, MODEL, desired)).get();
        registry.send(SignedRecord.desired(kafka, desired, stranger)).get();
        registry.send(kafka.record(Topics.SERVING_DESIRED, MODEL, null)).get();
    }

    private ProducerRecord<byte[], byte[]> signed(ServingDesired desired) {
        Signer signer = KeyFiles.signer(config.trust(), directory, "registry");
        return SignedRecord.desired(kafka, desired, signer);
    }

    /** Publishes and waits for the replica's proof. */
    public void promote(DeployedVersion version) throws Exception {
        publish(version);
        await(() -> proofs.values().stream()
                .anyMatch(proof ->
                        proof.filter(found -> found.generation() == generation).isPresent()));
    }

    public ServingObserved observed() {
        return Objects.requireNonNull(proofs.get(MODEL + "/replica-1")).orElseThrow();
    }

    /** What the replicas that this process drives prove, by name. */
    public Map<String, ServingObserved> proofs() {
        Map<String, ServingObserved> found = new TreeMap<>();
        proofs.forEach((key, proof) -> proof.ifPresent(each -> found.put(key, each)));
        return found;
    }

    /** Whether the replica took its proof back. */
    public boolean withdrawn() {
        return Optional.empty().equals(proofs.get(MODEL + "/replica-1"));
    }

    public HttpResponse<String> ask() throws Exception {
        return post(
                "/v1/chat/completions",
                "{'model':'notes','messages':[{'role':'user','content':'" + TaughtModel.QUESTION + "'}]}");
    }

    public void report() throws Exception {
        HttpResponse<String> response = post("/v1/outcomes", "{'request':'a','model':'notes@1','score':1}");
        if (response.statusCode() != 202) {
            throw new IllegalStateException("the outcome was not taken: " + response.body());
        }
    }

    public String status() {
        return Json.string(service.status());
    }

    public String scrape() {
        return meters.scrape();
    }

    /** Waits for a condition. */
    public void await(Await.Condition condition) {
        Await.until(() -> "it comes about; status: " + status(), condition);
    }

    private HttpResponse<String> post(String path, String singleQuoted) throws Exception {
        byte[] body = singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        service.close();
        http.close();
        observer.close();
        registry.close(Duration.ofSeconds(1));
        store.close();
    }
}
