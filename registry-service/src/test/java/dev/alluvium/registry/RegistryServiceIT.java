package dev.alluvium.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.serving.ServingObserved;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.TopicFollower;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.runtime.trust.MessageTrust;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class RegistryServiceIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String OPERATOR = "operator-0123456789-0123456789-0123456789";
    private static final String READER = "reader-0123456789-0123456789-0123456789";

    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ScrapedMeters meters = new ScrapedMeters();
    private final HttpClient http = HttpClient.newHttpClient();
    private AlluviumConfig config;
    private KafkaClients kafka;
    private TestMessages messages;
    private RegistryService registry;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = new EmbeddedKafka(directory.resolve("kafka"));
        KeyFiles.ensure(directory.resolve("keys"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startRegistry(TestInfo test) throws InterruptedException {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        HttpConfig open = HttpConfig.DEFAULT.with(
                Map.of("ops", new TokenConfig(OPERATOR, Role.OPERATOR), "eve", new TokenConfig(READER, Role.READER)));
        AlluviumConfig defaults = AlluviumConfig.defaults();
        config = defaults.with(
                KafkaConfig.of(broker.bootstrapServers())
                        .withTopicPrefix(prefix)
                        .withPartitions(2),
                defaults.objectStore(),
                open,
                TrustConfig.in("keys"));
        kafka = new KafkaClients(config.kafka());
        kafka.ensureTopics(Topics.all());
        messages = new TestMessages(kafka, store, directory, CLOCK);
        registry = started();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
        messages.close();
    }

    @Test
    void shouldPromoteWhatPassedAndBeTheSameAfterARestart() throws Exception {
        messages.trained("run-a", 0, "r000001");
        messages.passed("run-a", 0);
        Await.until("version 1 is the champion", () -> champion(registry) == 1);
        registry.close();

        registry = started();

        assertThat(champion(registry)).isEqualTo(1);
        assertThat(desired().get("notes").champion().attestations()).hasSize(3);
        assertThat(desired().get("notes").generation()).isEqualTo(2);
        assertThat(folded().model("notes").orElseThrow().champion()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhereARegistryThatWasLeftBehindStopped() throws Exception {
        messages.trained("run-a", 0, "r000001");
        Await.until("version 1 is known", () -> summary(registry).versions() == 2);

        RegistryService successor = started();
        messages.passed("run-a", 0);

        Await.until("the successor has read that", () -> champion(successor) == 1);
        Await.until("the first one ends", () -> !registry.health().alive());
        assertThat(folded().model("notes").orElseThrow().generation()).isEqualTo(2);
        successor.close();
    }

    @Test
    void shouldFoldNoEventThatItDidNotSign() throws Exception {
        // Given
        messages.trained("run-a", 0, "r000001");
        messages.passed("run-a", 0);
        Await.until("version 1 is the champion", () -> champion(registry) == 1);

        // When
        RegistryEvent forged = RegistryEvent.of(
                "forged", "notes", "ops", "r", CLOCK.instant(), new RegistryEvent.RolledBack(1, 0, false));
        messages.send(Topics.REGISTRY_EVENTS, "notes", forged);
        messages.repeatFirst(Topics.REGISTRY_EVENTS);

        // Then
        Await.until(
                "both are told",
                () -> registry.status().toString().contains("it is not signed by the registry")
                        && registry.status().toString().contains("it was repeated, moved or changed"));
        registry.close();
        registry = started();
        assertThat(champion(registry)).isEqualTo(1);
        assertThat(folded().get("notes").champion()).isEqualTo(1);
    }

    /** The evaluator's signature is over the adapter, so that it can be copied from its verdict to a forged one. */
    @Test
    void shouldBelieveNoVerdictThatItsReportDoesNotSay() throws Exception {
        // Given
        messages.trained("run-a", 0, "r000001");
        AdapterEvaluated kept = TestMessages.kept(store, messages.verdict("run-a", "e1", 0, EvaluationDecision.FAILED));

        // When
        for (AdapterEvaluated forged : List.of(
                messages.verdict("run-a", "e1", 0, EvaluationDecision.SUCCESSFUL),
                messages.verdict("run-a", "e2", 0, EvaluationDecision.SUCCESSFUL),
                messages.verdict("run-a", "e3", 0, EvaluationDecision.ERROR),
                messages.verdict("run-a", "../run-a/e1", 0, EvaluationDecision.SUCCESSFUL),
                messages.verdict("..", "e1", 0, EvaluationDecision.ERROR))) {
            messages.send(Topics.ADAPTERS_EVALUATED, "notes", forged);
        }

        // Then
        Await.until(
                "each is told",
                () -> leftOut().stream().filter(it -> it.contains("report")).count() == 5);
        assertThat(leftOut())
                .anyMatch(it -> it.contains("reports/run-a/e1.json does not say so"))
                .anyMatch(it -> it.contains("reports/run-a/e2.json is not in the store"));
        assertThat(version(1).stage()).isEqualTo(VersionState.Stage.TRAINED);
        messages.send(Topics.ADAPTERS_EVALUATED, "notes", kept);
        Await.until("the genuine one counts", () -> version(1).stage() == VersionState.Stage.REJECTED);
    }

    private List<String> leftOut() {
        List<String> reasons = new ArrayList<>();
        Json.mapper()
                .valueToTree(registry.status())
                .path("leftOut")
                .forEach(one -> reasons.add(one.path("reason").asText()));
        return reasons;
    }

    private VersionState version(int number) throws InterruptedException {
        return folded().get("notes").get(number);
    }

    @Test
    void shouldSayAgainWhatIsDesiredWhereAnotherWroteOverIt() throws Exception {
        // Given
        ServingDesired own = desired().get("notes");
        ServingDesired forged = new ServingDesired(
                "notes", own.base(), own.champion(), null, 0, null, Long.MAX_VALUE, Long.MAX_VALUE, CLOCK.instant());

        // When
        messages.send(Topics.SERVING_DESIRED, "notes", forged);
        Await.until("the registry's own stands last", () -> lastDesired().equals(own));
        messages.repeatFirst(Topics.SERVING_DESIRED);
        messages.withdraw(Topics.SERVING_DESIRED, "notes");

        // Then
        Await.until("each was told", () -> restored() >= 2);
        Await.until("the registry's own stands last", () -> own.equals(lastDesired()));
        assertThat(registry.status().toString())
                .contains("it is not signed by the registry", "it withdraws what the registry wrote");
        messages.trained("run-a", 0, "r000001");
        messages.passed("run-a", 0);
        Await.until("version 1 is the champion", () -> champion(registry) == 1);
        assertThat(desired().get("notes").generation()).isEqualTo(own.generation() + 1);
    }

    @Test
    void shouldMendWhatWasWrittenOverWhileItWasAway() throws Exception {
        // Given
        ServingDesired own = desired().get("notes");
        registry.close();
        messages.send(
                Topics.SERVING_DESIRED,
                "notes",
                new ServingDesired(
                        "notes", "x", own.champion(), null, 0, null, Long.MAX_VALUE, Long.MAX_VALUE, CLOCK.instant()));

        // When
        registry = started();

        // Then
        assertThat(lastDesired().generation()).isEqualTo(own.generation());
        assertThat(lastDesired().epoch()).isEqualTo(own.epoch() + 1);
    }

    @Test
    void shouldTakeOverALogOfAVersionThatDidNotSignAndNothingUnsignedThereafter() throws Exception {
        // Given
        registry.close();
        config = config.with(
                KafkaConfig.of(broker.bootstrapServers())
                        .withTopicPrefix("before-signing.")
                        .withPartitions(2),
                config.objectStore(),
                config.http(),
                config.trust());
        kafka = new KafkaClients(config.kafka());
        kafka.ensureTopics(Topics.all());
        messages.close();
        messages = new TestMessages(kafka, store, directory, CLOCK);
        messages.send(Topics.REGISTRY_EVENTS, "notes", event("old-1", new RegistryEvent.ModelDeclared("tiny")));
        messages.send(Topics.REGISTRY_EVENTS, "notes", event("old-2", new RegistryEvent.Frozen()));
        messages.send(
                Topics.SERVING_DESIRED,
                "notes",
                new ServingDesired("notes", "tiny", DeployedVersion.base(), null, 0, null, 7, 1, CLOCK.instant()));

        // When
        registry = started();
        messages.send(Topics.REGISTRY_EVENTS, "notes", event("forged", new RegistryEvent.Resumed()));
        Await.until("it is told", () -> registry.status().toString().contains("it is not signed by the registry"));
        registry.close();
        registry = started();

        // Then
        assertThat(summary(registry).frozen()).isTrue();
        assertThat(lastDesired().epoch()).isGreaterThan(7);
        assertThat(types()).containsExactly("model-declared", "frozen", "log-signed", "resumed");
    }

    @Test
    void shouldNotLeadALogThatAnotherKeySigned() throws Exception {
        // Given
        registry.close();
        Path keys = directory.resolve("other-keys");
        KeyFiles.ensure(keys);
        AlluviumConfig other =
                config.with(config.kafka(), config.objectStore(), config.http(), TrustConfig.in("other-keys"));

        // When
        RegistryService stranger =
                new RegistryService(new ServiceContext(other, kafka, store, meters, directory, CLOCK, "test"));

        // Then
        assertThatThrownBy(stranger::start)
                .hasMessageContainingAll("the registry cannot lead", "registry.pub", "put back the key pair");
        stranger.close();
        Files.writeString(
                keys.resolve("registry.pub"),
                Files.readString(keys.resolve("registry.pub"))
                        + Files.readString(directory.resolve("keys/registry.pub")));
        config = other;
        registry = started();
        assertThat(champion(registry)).isZero();
    }

    private static RegistryEvent event(String id, RegistryEvent.Change change) {
        return RegistryEvent.of(id, "notes", "registry-service", "r", CLOCK.instant(), change);
    }

    private long restored() {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith("alluvium_registry_desired_restored_total"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What a reader finds last under the model's key; null where it was withdrawn. */
    private ServingDesired lastDesired() throws InterruptedException {
        ServingDesired[] last = {null};
        try (var follower = new TopicFollower<>(kafka, Topics.SERVING_DESIRED, (key, value, at) -> last[0] = value)) {
            follower.start().awaitCaughtUp(Await.LIMIT);
        }
        return last[0];
    }

    private List<String> types() throws InterruptedException {
        List<String> types = new ArrayList<>();
        try (var follower = new TopicFollower<>(
                kafka,
                Topics.REGISTRY_EVENTS,
                (key, value, at) -> types.add(value.change().type()))) {
            follower.start().awaitCaughtUp(Await.LIMIT);
        }
        return types;
    }

    @Test
    void shouldRollBackOverHttpAndTellWhenReplicasProveIt() throws Exception {
        messages.trained("run-a", 0, "r000001");
        messages.passed("run-a", 0);
        Await.until("version 1 is the champion", () -> champion(registry) == 1);
        try (HttpServer server = new HttpServer(config.http(), ServiceRoutes.of(List.of(registry), meters))) {
            URI api = URI.create("http://127.0.0.1:" + server.start() + "/v1/registry/models");

            JsonNode done = post(api, "/notes:rollback", OPERATOR, "{\"reason\":\"wrong answers\"}", 200);

            assertThat(done.path("champion").asInt()).isZero();
            assertThat(done.path("generation").asInt()).isEqualTo(3);
            assertThat(done.path("events").get(0).path("actor").asText()).isEqualTo("ops");
            assertThat(get(api, "/notes/rollout").path("done").asBoolean()).isFalse();
            messages.send(
                    Topics.SERVING_OBSERVED,
                    "notes/a",
                    new ServingObserved("notes", "a", 0, "", "f", 3, "i", CLOCK.instant()));
            Await.until(
                    "the rollout is done",
                    () -> get(api, "/notes/rollout").path("done").asBoolean());
            assertThat(get(api, "/notes/rollout").path("millis").asLong()).isNotNegative();
            assertThat(get(api, "").get(0).path("frozenUntil").asText()).contains("resume notes");
            post(api, "/notes/versions/1:promote", OPERATOR, "", 200);
            post(api, "/notes:resume", OPERATOR, "", 200);
            assertThat(get(api, "/notes").path("champion").asInt()).isEqualTo(1);
            assertThat(get(api, "/notes/lineage/1").path("ancestors").get(0).path("rounds"))
                    .hasSize(1);
            assertThat(get(api, "/notes/history?at=2020-01-01T00:00:00Z").path("events"))
                    .isEmpty();
            Await.until(
                    "version 1 is the champion",
                    () -> get(api, "/notes/history").path("champion").asInt(-1) == 1);
        }
    }

    @Test
    void shouldRollBackOnceHoweverOftenTheSameOrderIsSentAlsoToASuccessor() throws Exception {
        messages.trained("run-a", 0, "r000001");
        messages.passed("run-a", 0);
        Await.until("version 1 is the champion", () -> champion(registry) == 1);
        messages.trained("run-b", 1, "r000002");
        messages.passed("run-b", 1);
        Await.until("version 2 is the champion", () -> champion(registry) == 2);

        JsonNode first = rollback(registry, "{\"expectedFrom\":2}");
        JsonNode again = rollback(registry, "{\"expectedFrom\":2}");
        RegistryService successor = started();
        JsonNode elsewhere = rollback(successor, "{}");

        assertThat(first.path("champion").asInt()).isEqualTo(1);
        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isEqualTo(first);
        assertThat(folded().get("notes").champion()).isEqualTo(1);
        assertThat(folded().get("notes").get(1).stage()).isEqualTo(VersionState.Stage.LIVE);
        successor.close();
    }

    private JsonNode rollback(RegistryService service, String body) {
        try (HttpServer server = new HttpServer(config.http(), ServiceRoutes.of(List.of(service), meters))) {
            URI uri = URI.create("http://127.0.0.1:" + server.start() + "/v1/registry/models/notes:rollback");
            return call(
                    HttpRequest.newBuilder(uri)
                            .header("Idempotency-Key", "the-same")
                            .POST(HttpRequest.BodyPublishers.ofString(body)),
                    OPERATOR,
                    200);
        }
    }

    @Test
    void shouldRefuseWithARemedyAndByRole() throws Exception {
        try (HttpServer server = new HttpServer(config.http(), ServiceRoutes.of(List.of(registry), meters))) {
            URI api = URI.create("http://127.0.0.1:" + server.start() + "/v1/registry/models");

            assertThat(post(api, "/notes:rollback", OPERATOR, "", 409)
                            .path("code")
                            .asText())
                    .isEqualTo("below-zero");
            assertThat(post(api, "/notes:rollback", READER, "", 403)
                            .path("detail")
                            .asText())
                    .contains("OPERATOR");
            assertThat(post(api, "/sales:freeze", OPERATOR, "", 404)
                            .path("detail")
                            .asText())
                    .contains("notes");
            assertThat(post(api, "/notes/versions/x:promote", OPERATOR, "", 400)
                            .path("detail")
                            .asText())
                    .contains("number");
            assertThat(post(api, "/notes:freeze", OPERATOR, "{", 400)
                            .path("detail")
                            .asText())
                    .contains("JSON");
        }
    }

    @Test
    void shouldExportTheLogOnceAndEmitEveryMeter() throws Exception {
        messages.trained("run-a", 0, "r000001");
        Await.until("version 1 is known", () -> summary(registry).versions() == 2);

        registry.close();
        registry = started();
        registry.close();

        List<JsonNode> exported = store.list(ObjectKeys.REGISTRY_LOGS).stream()
                .map(slice -> new String(store.get(slice).orElseThrow().bytes(), StandardCharsets.UTF_8))
                .flatMap(String::lines)
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .toList();
        assertThat(exported)
                .extracting(
                        entry -> entry.path("event").path("change").path("type").asText())
                .contains("log-signed", "model-declared", "version-trained");
        assertThat(exported).extracting(entry -> entry.path("offset").asLong()).doesNotHaveDuplicates();
        assertThat(exported).allMatch(entry -> entry.hasNonNull("attestation"));
        String scrape = meters.scrape();
        for (RegistryMeters meter : EnumSet.complementOf(EnumSet.of(RegistryMeters.RESTORED))) {
            assertThat(scrape).contains(meter.meterName().replace('.', '_'));
        }
    }

    @Test
    void shouldTakeAnAdapterInPartsAndGiveItBackByteForByte() throws Exception {
        String begin = "\u0002" + "\u0000".repeat(7) + "{}weig";
        String weights = begin + "hts";
        String sha256 = Digest.sha256(weights.getBytes(StandardCharsets.UTF_8));
        try (HttpServer server = new HttpServer(config.http(), ServiceRoutes.of(List.of(registry), meters))) {
            URI api = URI.create("http://127.0.0.1:" + server.start() + "/v1/registry/models");
            String parts = "/notes/imports/" + sha256;

            post(api, parts + "/parts/0", OPERATOR, begin, 200);
            post(api, parts + "/parts/2", OPERATOR, "s", 200);
            assertThat(operator(api, parts).path("parts").asInt()).isEqualTo(1);
            assertThat(imported(api, sha256, 409)).contains("parts/00001", "was not uploaded");

            post(api, parts + "/parts/1", OPERATOR, "HT", 200);
            assertThat(imported(api, sha256, 409)).contains("not " + sha256, "upload again");
            assertThat(operator(api, parts).path("parts").asInt()).isZero();

            post(api, parts + "/parts/0", OPERATOR, begin, 200);
            post(api, parts + "/parts/1", OPERATOR, "ht", 200);
            post(api, parts + "/parts/2", OPERATOR, "s", 200);
            assertThat(imported(api, sha256, 200)).contains("import-", "\"parent\":0");
            Await.until("version 1 is known", () -> summary(registry).versions() == 2);
            assertThat(imported(api, sha256, 409)).contains("notes@1 is undecided");

            String file = api + "/notes/versions/%d/adapter/%s";
            assertThat(bytes(file.formatted(1, "adapter_model.safetensors"))).isEqualTo(weights);
            assertThat(bytes(file.formatted(1, "adapter_config.json"))).isEqualTo("{}");
            assertThat(bytes(file.formatted(1, "plan.json"))).contains("version 1 has no file plan.json");
            assertThat(bytes(file.formatted(0, "adapter_config.json"))).contains("0 is the base");
        }
    }

    @Test
    void shouldRefuseAnImportByDigestModelAndRole() throws Exception {
        String sha256 = "0".repeat(64);
        try (HttpServer server = new HttpServer(config.http(), ServiceRoutes.of(List.of(registry), meters))) {
            URI api = URI.create("http://127.0.0.1:" + server.start() + "/v1/registry/models");

            post(api, "/notes/imports/" + sha256 + "/parts/0", READER, "x", 403);
            post(api, "/sales:import", OPERATOR, order(sha256), 404);
            assertThat(post(api, "/notes/imports/ABC/parts/0", OPERATOR, "x", 400)
                            .path("detail")
                            .asText())
                    .contains("64 lower-case");
            assertThat(post(api, "/notes:import", OPERATOR, "weights", 400)
                            .path("detail")
                            .asText())
                    .contains("must be JSON with sha256", "parts", "config, template");
        }
        assertThat(store.list("")).noneMatch(key -> key.contains(sha256));
    }

    private String imported(URI api, String sha256, int expected) {
        return post(api, "/notes:import", OPERATOR, order(sha256), expected).toString();
    }

    private static String order(String sha256) {
        return "{\"sha256\":\"%s\",\"parts\":3,\"config\":\"{}\"}".formatted(sha256);
    }

    private JsonNode operator(URI api, String path) {
        return call(HttpRequest.newBuilder(URI.create(api + path)).GET(), OPERATOR, 200);
    }

    private String bytes(String uri) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(uri))
                                .header("Authorization", "Bearer " + OPERATOR)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private RegistryService started() throws InterruptedException {
        RegistryService service =
                new RegistryService(new ServiceContext(config, kafka, store, meters, directory, CLOCK, "test"));
        service.start();
        return service;
    }

    private int champion(RegistryService service) {
        return summary(service).champion();
    }

    private dev.alluvium.registry.view.ModelSummary summary(RegistryService service) {
        Map<?, ?> models = (Map<?, ?>) service.status().get("models");
        return (dev.alluvium.registry.view.ModelSummary) models.get("notes");
    }

    private Map<String, ServingDesired> desired() throws InterruptedException {
        Map<String, ServingDesired> desired = new ConcurrentHashMap<>();
        try (TopicFollower<ServingDesired> follower =
                new TopicFollower<>(kafka, Topics.SERVING_DESIRED, (key, value, at) -> {
                    if (value != null) {
                        desired.put(key, value);
                    }
                })) {
            follower.start().awaitCaughtUp(Await.LIMIT);
        }
        return desired;
    }

    /** As trainer, evaluator and serving fold it. */
    private RegistryState folded() throws InterruptedException {
        RegistryState[] state = {RegistryState.empty()};
        MessageReader reader = new MessageReader(
                "reader", new Meters(new SimpleMeterRegistry()), MessageTrust.of(config.trust(), directory, "reader"));
        try (var follower = new TopicFollower<>(
                kafka, Topics.REGISTRY_EVENTS, reader, (key, value, at) -> state[0] = state[0].apply(value))) {
            follower.start().awaitCaughtUp(Await.LIMIT);
        }
        return state[0];
    }

    private JsonNode get(URI api, String path) {
        return call(HttpRequest.newBuilder(URI.create(api + path)).GET(), READER, 200);
    }

    private JsonNode post(URI api, String path, String token, String body, int expected) {
        return call(
                HttpRequest.newBuilder(URI.create(api + path)).POST(HttpRequest.BodyPublishers.ofString(body)),
                token,
                expected);
    }

    private JsonNode call(HttpRequest.Builder request, String token, int expected) {
        try {
            HttpResponse<byte[]> response = http.send(
                    request.header("Authorization", "Bearer " + token).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            String body = new String(response.body(), StandardCharsets.UTF_8);
            assertThat(response.statusCode()).as(body).isEqualTo(expected);
            return Json.read(response.body(), JsonNode.class);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
