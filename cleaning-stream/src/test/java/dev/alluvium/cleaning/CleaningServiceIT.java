package dev.alluvium.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.adapter.DeadLetter;
import dev.alluvium.cleaning.adapter.DeadLetter.Selection;
import dev.alluvium.cleaning.adapter.DeadLetter.State;
import dev.alluvium.cleaning.adapter.DeadLetterReplay;
import dev.alluvium.cleaning.adapter.TopicTail;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.testing.Await;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on a real broker. */
class CleaningServiceIT {
    private static final String TOKEN = "operator-token-operator-token-operator";

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private EmbeddedKafka broker;
    private KafkaClients kafka;
    private CleaningService service;
    private PrometheusMeterRegistry meters;

    @BeforeEach
    void start() throws Exception {
        broker = new EmbeddedKafka(directory.resolve("kafka"));
        kafka = new KafkaClients(kafkaConfig());
        kafka.ensureTopics(Topics.all());
        service = started();
    }

    /** A broker that outlives its directory ends the process. */
    @AfterEach
    void stop() {
        try (EmbeddedKafka closed = broker) {
            service.close();
        }
    }

    @Test
    void shouldGiveEveryRecordOneOutcomeAcrossARestartAndAVerdict() throws Exception {
        push(record("3 kg", "2020-11-20T06:00:00Z"));
        push(record("3 kg", "2020-11-20T06:00:00Z"));
        push("garbage".getBytes(StandardCharsets.UTF_8));
        push(new byte[10 << 20]);
        push("{\"instruction\":\"How heavy?\",\"outptu\":\"3 kg\"}".getBytes(StandardCharsets.UTF_8));
        awaitStatus(expected(1, Map.of("invalid", 1L), 2, 1));

        service.close();
        service = started();
        assertThat(service.status()).isEqualTo(expected(1, Map.of("invalid", 1L), 2, 1));
        decideLive(clean());

        awaitStatus(expected(1, Map.of("invalid", 1L, "duplicate", 1L), 2, 0));
        assertThat(service.health().ready()).isTrue();
        for (CleaningMeters meter : CleaningMeters.values()) {
            assertThat(meters.scrape()).contains(meter.meterName().replace('.', '_'));
        }
    }

    @Test
    void shouldPutACommandThatCannotBeReadIntoTheDeadLettersAndTellAndGoOn() throws Exception {
        byte[] cut = Json.bytes(new ControlCommand.Cut("other", "one", Instant.EPOCH));
        byte[] key = "notes".getBytes(StandardCharsets.UTF_8);
        String control = kafka.topic(Topics.CONTROL);
        send(new ProducerRecord<>(control, "{\"type\":\"dance\"}".getBytes(StandardCharsets.UTF_8)));
        send(new ProducerRecord<>(control, key, cut));
        send(new ProducerRecord<>(control, key, null));
        push(record("3 kg", "2020-11-20T06:00:00Z"));

        await(() -> service.status().get("clean").equals(1L));
        await(() -> new TopicTail(kafka)
                        .newest(kafka.topic(Topics.DEAD_LETTERS), 1, record -> true)
                        .size()
                == 1);
        await(() -> meters.scrape()
                .contains("alluvium_messages_left_out_total{stage=\"cleaning-stream\",topic=\"control.v1\"} 3.0"));
        assertThat(service.status().get("leftOut"))
                .asList()
                .extracting("reason")
                .containsExactlyInAnyOrder(
                        "it is JSON, but no ControlCommand", "it is of another model than its key", "it has no value");
    }

    @Test
    void shouldReplayADeadLetterOnceAndCountItOnce() throws Exception {
        push("garbage".getBytes(StandardCharsets.UTF_8));
        push(new byte[10 << 20]);
        awaitStatus(expected(0, Map.of(), 2, 0));
        await(() -> letters() == 2);
        DeadLetterReplay replay = new DeadLetterReplay(kafka, Set.of());

        DeadLetterReplay.Result first = replay.replay(Selection.ALL);
        awaitStatus(expected(0, Map.of(), 2, 0));
        await(() -> letters() == 3);
        DeadLetterReplay.Result second = replay.replay(Selection.ALL);

        assertThat(first).isEqualTo(new DeadLetterReplay.Result(1, 1, 0));
        assertThat(second.replayed()).isEqualTo(1);
        awaitStatus(expected(0, Map.of(), 2, 0));
    }

    @Test
    void shouldReplayTheLettersThatAreMeantAndLeaveTheOthersForLater() throws Exception {
        // Given
        push("garbage".getBytes(StandardCharsets.UTF_8));
        push("[1]".getBytes(StandardCharsets.UTF_8));
        push("more garbage".getBytes(StandardCharsets.UTF_8));
        await(() -> letters() == 3);
        DeadLetterReplay replay = new DeadLetterReplay(kafka, Set.of());
        List<DeadLetter> listed = replay.list(Selection.ALL, 10);
        Set<String> two = Set.of(listed.get(0).id(), listed.get(2).id());

        // When
        DeadLetterReplay.Result first = replay.replay(new Selection(two, null, null));
        await(() -> letters() == 5);
        DeadLetterReplay.Result again = replay.replay(new Selection(two, null, null));

        // Then
        assertThat(first).isEqualTo(new DeadLetterReplay.Result(2, 0, 1));
        assertThat(again).isEqualTo(new DeadLetterReplay.Result(0, 0, 3));
        assertThat(replay.list(Selection.ALL, 10))
                .filteredOn(letter -> letter.state() == State.REPLAYED)
                .extracting(DeadLetter::id)
                .containsExactlyInAnyOrderElementsOf(two);
        assertThat(replay.replay(Selection.ALL).replayed()).isEqualTo(3);
    }

    @Test
    void shouldEraseAFactOnOrderAndNameWhatItDoesNotKnow() throws Exception {
        // Given
        push(record("3 kg", "2020-11-20T06:00:00Z"));
        awaitStatus(expected(1, Map.of(), 0, 0));

        // When
        HttpResponse<String> ordered = forget("notes", "{\"fact\":\"w\"}");
        await(() -> events().anyMatch(Erasure.class::isInstance));
        HttpResponse<String> again = forget("notes", "{\"fact\":\"w\"}");

        // Then
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        assertThat(ordered.body()).contains("\"fact\":\"w\"", "\"done\":true", "\"records\":1");
        assertThat(again.body()).contains("\"done\":false");
        assertThat(events().filter(Erasure.class::isInstance).toList())
                .singleElement()
                .satisfies(erased -> assertThat(erased.fact()).isEqualTo("w"));
        push(record("3 kg", "2020-11-20T06:00:00Z"));
        awaitStatus(expected(1, Map.of("stale", 1L), 0, 0));
        assertThat(forget("notes", "{\"fact\":\"v\"}"))
                .satisfies(unknown -> assertThat(unknown.statusCode()).isEqualTo(404))
                .satisfies(unknown -> assertThat(unknown.body()).contains("fact=v", "has no record of it"));
        assertThat(forget("nots", "{\"fact\":\"w\"}"))
                .satisfies(unknown -> assertThat(unknown.statusCode()).isEqualTo(404))
                .satisfies(unknown -> assertThat(unknown.body()).contains("model=nots", "notes"));
        assertThat(forget("notes", "fact").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> forget(String model, String body) throws Exception {
        HttpConfig config = HttpConfig.DEFAULT.with(Map.of("ops", new HttpConfig.TokenConfig(TOKEN, Role.OPERATOR)));
        try (HttpServer server = new HttpServer(config, service.routes())) {
            URI uri = URI.create("http://127.0.0.1:" + server.start() + "/v1/models/" + model + "/erasures");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + TOKEN)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private Stream<CleanEvent> events() {
        return new TopicTail(kafka)
                .newest(kafka.topic(Topics.CLEAN_RECORDS), 10, record -> true).stream()
                        .map(record -> Topics.CLEAN_RECORDS.decode(record.value()));
    }

    private long letters() {
        return new TopicTail(kafka)
                .newest(kafka.topic(Topics.DEAD_LETTERS), 10, record -> true)
                .size();
    }

    private static Map<String, Object> expected(long clean, Map<String, Long> rejected, long dead, long held) {
        return Map.of("clean", clean, "rejected", rejected, "deadLetters", dead, "held", held);
    }

    private CleaningService started() throws Exception {
        AlluviumConfig config = AlluviumConfig.defaults()
                .with(kafkaConfig(), AlluviumConfig.defaults().objectStore(), HttpConfig.DEFAULT, TrustConfig.DEFAULT);
        meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CleaningService fresh = new CleaningService(
                new ServiceContext(config, kafka, store, meters, directory, Clock.systemUTC(), "it"));
        fresh.start();
        return fresh;
    }

    private KafkaConfig kafkaConfig() {
        return KafkaConfig.of(broker.bootstrapServers()).withPartitions(3);
    }

    private static byte[] record(String answer, String time) {
        return Json.bytes(Map.of("fact", "w", "instruction", "How heavy?", "output", answer, "occurredAt", time));
    }

    private void push(byte[] value) throws Exception {
        send(new ProducerRecord<>(kafka.topic(Topics.RAW_RECORDS), value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        Map<String, Object> settings = kafka.common();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private CleanRecord clean() {
        return (CleanRecord) new TopicTail(kafka)
                .newest(kafka.topic(Topics.CLEAN_RECORDS), 1, record -> true).stream()
                        .map(record -> Topics.CLEAN_RECORDS.decode(record.value()))
                        .findFirst()
                        .orElseThrow();
    }

    private void decideLive(CleanRecord record) throws Exception {
        RoundManifest manifest = new RoundManifest(
                "notes",
                "r000001",
                "records",
                Instant.EPOCH,
                List.of(),
                List.of(),
                List.of(new RoundRecord(record.ref(), "s")),
                List.of(),
                List.of(),
                List.of());
        store.putIfAbsent(ObjectKeys.roundManifest("notes", "r000001"), Json.bytes(manifest));
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            producer.send(kafka.record(
                            Topics.CONTROL,
                            "notes",
                            new RoundDecided("notes", "r000001", 1, Outcome.LIVE, 1, Instant.EPOCH)))
                    .get();
        }
    }

    private void awaitStatus(Map<String, Object> expected) {
        await(() -> service.status().equals(expected));
    }

    private void await(Await.Condition reached) {
        Await.until(() -> "it is reached; status is " + service.status() + ", health " + service.health(), reached);
    }
}
