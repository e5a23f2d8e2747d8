package dev.alluvium.registry.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.registry.decide.RegistryCommand.Freeze;
import dev.alluvium.registry.decide.RegistryDecision;
import dev.alluvium.registry.decide.TestKeys;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.LogCopy;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.trust.MessageTrust;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Orders whose outcome their caller did not learn, on a real log; the writer is held up right behind a commit. */
class OrderRoutesIT {
    private static final String OPERATOR = "operator-0123456789-0123456789-0123456789";
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration ORDER_LIMIT = Duration.ofMillis(300);

    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch go = new CountDownLatch(0);
    private KafkaClients kafka;
    private RegistryWriter writer;
    private HttpServer server;
    private final TestKeys keys = new TestKeys();
    private String api;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = new EmbeddedKafka(directory.resolve("kafka"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) throws InterruptedException {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        kafka = new KafkaClients(KafkaConfig.of(broker.bootstrapServers())
                .withTopicPrefix(prefix)
                .withPartitions(2));
        kafka.ensureTopics(Topics.all());
        open(ORDER_LIMIT);
    }

    @AfterEach
    void stop() {
        go.countDown();
        server.close();
        writer.close();
    }

    @Test
    void shouldSayOfAnOrderThatIsAskedForWhatIsWrongWithTheQuestion() throws Exception {
        // When
        JsonNode model = answer(
                authorized(api.replace("/notes", "/nomodel") + "/orders/x-1")
                        .GET()
                        .build(),
                404);
        JsonNode order = state("x-1", 404);
        JsonNode key = state("a%20b", 400);

        // Then
        assertThat(model.path("detail").asText()).isEqualTo("no model nomodel is declared; the models are notes");
        assertThat(order.path("detail").asText()).contains("order x-1 of notes is not known");
        assertThat(key.path("detail").asText()).contains("order=a b: must be 1 to 128 of the characters");
    }

    @Test
    void shouldNeverExecuteAnOrderThatWasWithdrawn() throws Exception {
        // Given
        CompletableFuture<HttpResponse<byte[]>> first = heldUp("one");

        // When
        JsonNode second = order("cancel", "two", "{}", 503);

        // Then
        assertThat(second.path("code").asText()).isEqualTo("withdrawn");
        assertThat(second.path("detail").asText()).contains("two was withdrawn: nothing was done to notes");
        assertThat(Json.read(first.get().body(), JsonNode.class).path("code").asText())
                .isEqualTo("unknown");
        assertThat(first.get().headers().firstValue("Retry-After")).contains("1");
        assertThat(state("one", 200).path("state").asText()).isEqualTo("DECIDING");
        state("two", 404);
        go.countDown();
        JsonNode resumed = patiently("resume", "three");
        assertThat(resumed.path("events")).hasSize(1);
        assertThat(writer.state().get("notes").paused()).isFalse();
        assertThat(state("one", 200).path("state").asText()).isEqualTo("DONE");
        state("two", 404);
    }

    @Test
    void shouldNotCallARepeatWithdrawnWhileTheFirstIsBeingCommitted() throws Exception {
        // Given
        CompletableFuture<HttpResponse<byte[]>> first = heldUp("one");

        // When
        JsonNode again = order("freeze", "one", "{}", 503);

        // Then
        assertThat(again.path("code").asText()).isEqualTo("unknown");
        assertThat(again.path("detail").asText()).contains("alluvium order notes one", "never executed twice");
        assertThat(first.get().statusCode()).isEqualTo(503);
        go.countDown();
        assertThat(patiently("freeze", "one").path("note").asText()).isEqualTo("committed");
        assertThat(writer.state().get("notes").frozen()).isTrue();
    }

    @Test
    void shouldAnswerARepeatAsTheFirstTimeAlsoAfterARestart() throws Exception {
        // Given
        restart(START_LIMIT);
        JsonNode first = order("freeze", "one", "{\"reason\":\"release\"}", 200);
        order("resume", "two", "{}", 200);
        JsonNode nothing = order("resume", "three", "{}", 200);

        // When
        JsonNode repeated = order("freeze", "one", "{\"reason\":\"again\"}", 200);
        JsonNode nothingAgain = order("resume", "three", "{}", 200);
        restart(START_LIMIT);
        JsonNode restarted = order("freeze", "one", "{}", 200);

        // Then
        assertThat(first.path("done").asBoolean()).isTrue();
        assertThat(repeated).isEqualTo(first);
        assertThat(restarted).isEqualTo(first);
        assertThat(nothing.path("done").asBoolean()).isFalse();
        assertThat(nothingAgain).isEqualTo(nothing);
        assertThat(writer.state().get("notes").frozen()).isFalse();
        assertThat(state("one", 200).path("result")).isEqualTo(first);
    }

    @Test
    void shouldRefuseAKeyForTwoOrdersAndWhatIsNoKeyOrNoField() throws Exception {
        restart(START_LIMIT);
        order("freeze", "one", "{}", 200);

        assertThat(order("resume", "one", "{}", 422).path("detail").asText())
                .contains("one was sent with another order", "use a new key");
        assertThat(order("freeze", "a/b", "{}", 400).path("detail").asText()).contains("Idempotency-Key", "a UUID");
        assertThat(order("rollback", "two", "{\"expectedForm\":3}", 400)
                        .path("detail")
                        .asText())
                .isEqualTo("expectedForm: is no field of this order; it has reason, expectedFrom, to, drill, each"
                        + " optional");
        assertThat(order("freeze", "three", "{\"drill\":true}", 400)
                        .path("detail")
                        .asText())
                .startsWith("drill: is no field of this order");
        assertThat(order("freeze", "four", "3", 400).path("detail").asText()).contains("JSON object");
        assertThat(order("resume", "five", "{\"expectedFrom\":3}", 409)
                        .path("code")
                        .asText())
                .isEqualTo("mismatch");
        assertThat(state("five", 200).path("code").asText()).isEqualTo("mismatch");
    }

    /** A freeze that is committed, and the writer stands still behind it. */
    private CompletableFuture<HttpResponse<byte[]>> heldUp(String key) throws InterruptedException {
        go = new CountDownLatch(1);
        CompletableFuture<HttpResponse<byte[]>> first =
                http.sendAsync(request("freeze", key, "{}"), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(reached.await(1, TimeUnit.MINUTES)).isTrue();
        return first;
    }

    private void decided(RegistryCommand command, RegistryDecision decision) {
        if (command instanceof Freeze) {
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void restart(Duration limit) throws InterruptedException {
        server.close();
        writer.close();
        open(limit);
    }

    private void open(Duration limit) throws InterruptedException {
        writer = new RegistryWriter(
                kafka,
                new LogCopy<>(new InMemoryObjectStore(), ObjectKeys.REGISTRY_LOGS, Topics.REGISTRY_EVENTS),
                new InMemoryObjectStore(),
                Map.of("notes", "tiny"),
                epoch -> keys.settings(3),
                () -> keys.registry,
                Clock.systemUTC(),
                new MessageReader(
                        "registry",
                        new Meters(new SimpleMeterRegistry()),
                        new MessageTrust(true, keys.verifier::valid)),
                new RegistryWriter.Listener() {
                    @Override
                    public void decided(RegistryCommand command, RegistryDecision decision, Duration took) {
                        OrderRoutesIT.this.decided(command, decision);
                    }

                    @Override
                    public void undecodable(String topic) {}
                });
        writer.start(START_LIMIT);
        HttpConfig config = HttpConfig.DEFAULT.with(Map.of("ops", new TokenConfig(OPERATOR, Role.OPERATOR)));
        server = new HttpServer(
                config, new OrderRoutes(writer, new InMemoryObjectStore(), Clock.systemUTC(), limit).routes());
        api = "http://127.0.0.1:" + server.start() + "/v1/registry/models/notes";
    }

    /** As a client does it: the same order again until its outcome is known. */
    private JsonNode patiently(String order, String key) throws Exception {
        while (true) {
            HttpResponse<byte[]> response =
                    http.send(request(order, key, "{}"), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 503) {
                assertThat(response.statusCode()).isEqualTo(200);
                return Json.read(response.body(), JsonNode.class);
            }
        }
    }

    private JsonNode order(String order, String key, String body, int expected) throws Exception {
        return answer(request(order, key, body), expected);
    }

    private JsonNode state(String key, int expected) throws Exception {
        return answer(authorized(api + "/orders/" + key).GET().build(), expected);
    }

    private JsonNode answer(HttpRequest request, int expected) throws Exception {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = Json.read(response.body(), JsonNode.class);
        assertThat(response.statusCode()).as(body.toString()).isEqualTo(expected);
        return body;
    }

    private HttpRequest request(String order, String key, String body) {
        return authorized(api + ":" + order)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder authorized(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + OPERATOR);
    }
}
