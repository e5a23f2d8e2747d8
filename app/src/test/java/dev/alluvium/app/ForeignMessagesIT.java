package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.app.up.AllInOne;
import dev.alluvium.app.up.DataDirectory;
import dev.alluvium.app.up.ExternalServices;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.ChatClient;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.SignedMessage;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.SignedRecord;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that no service wrote, on every topic, before the start and while everything runs: nothing stops, nothing is silent.
 * Then events of a registry to come: those that may be left out are, and the others stop every reader by name.
 */
@TestMethodOrder(OrderAnnotation.class)
class ForeignMessagesIT {
    private static final String REGISTRY = "registry-service";
    private static final String SERVING = "serving-service";
    private static final String EVALUATOR = "evaluator";
    private static final String TRAINER = "trainer-service";
    private static final String ACCUMULATOR = "accumulator-job";
    private static final String CLEANING = "cleaning-stream";

    /** Who goes on reading which topic; raw records and dead letters may hold anything, outcomes are read in experiments. */
    private static final Map<Topic<?>, List<String>> READERS = Map.ofEntries(
            Map.entry(Topics.INGEST_ANSWERS, List.of("ingest-service")),
            Map.entry(Topics.PROBES, List.of(EVALUATOR, TRAINER)),
            Map.entry(Topics.CONTROL, List.of(CLEANING, ACCUMULATOR)),
            Map.entry(Topics.CLEAN_RECORDS, List.of(ACCUMULATOR)),
            Map.entry(Topics.REJECTED_RECORDS, List.of(CLEANING)),
            Map.entry(Topics.DATASETS_READY, List.of(TRAINER)),
            Map.entry(Topics.ADAPTERS_TRAINED, List.of(TRAINER, EVALUATOR, REGISTRY)),
            Map.entry(Topics.ADAPTERS_EVALUATED, List.of(REGISTRY)),
            Map.entry(Topics.EXPERIMENTS_CONCLUDED, List.of(REGISTRY)),
            Map.entry(Topics.REGISTRY_EVENTS, List.of(REGISTRY, SERVING, EVALUATOR, TRAINER)),
            Map.entry(Topics.SERVING_OBSERVED, List.of(REGISTRY)));

    @TempDir
    static Path directory;

    private static final Map<Topic<?>, Integer> SENT = new HashMap<>();
    private static final Map<Topic<?>, RecordMetadata> LAST = new HashMap<>();
    private static boolean stuck;
    private static DataDirectory data;
    private static AllInOne all;
    private static KafkaClients kafka;
    private static ApiClient api;

    @BeforeAll
    static void startOnTopicsFullOfForeignMessages() throws Exception {
        data = DataDirectory.open(directory.resolve("data"));
        try (EmbeddedKafka broker = new EmbeddedKafka(data.resolve("kafka-log"))) {
            kafka = clients(broker.bootstrapServers());
            kafka.ensureTopics(Topics.all());
            for (Topic<?> topic : Topics.all()) {
                sendAll(topic);
            }
        }
        start();
    }

    @AfterAll
    static void stop() {
        all.close();
        data.close();
    }

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @Test
    @Order(1)
    void shouldStartAndTellWhatWasLeftOut() throws Exception {
        awaitLeftOut();
        assertThat(leftOut(REGISTRY, Topics.SERVING_DESIRED)).isEqualTo((long) SENT.get(Topics.SERVING_DESIRED));
        JsonNode told = api.get("/status").path(TRAINER).path("leftOut");
        assertThat(told).hasSizeBetween(1, 20).allSatisfy(one -> {
            assertThat(one.path("topic").asText()).isNotBlank();
            assertThat(one.path("offset").isNumber() && one.path("partition").isNumber())
                    .isTrue();
            assertThat(one.path("reason").asText()).startsWith("it");
        });
    }

    @ParameterizedTest
    @MethodSource("topics")
    @Order(2)
    void shouldGoOnAndCountWhatComesWhileItRuns(Topic<?> topic) throws Exception {
        // When
        sendAll(topic);

        // Then
        awaitLeftOut();
        assertReady();
    }

    @Test
    @Order(3)
    void shouldTakeGoodMessagesThroughEveryStageAndStartAgain() throws Exception {
        // When
        api.postLines(
                "/probes", bytes("{\"fact\":\"harp\",\"probes\":[{\"prompt\":\"Who tunes?\",\"expect\":\"Mira\"}]}"));
        api.postLines(
                "/records", bytes("{\"fact\":\"harp\",\"instruction\":\"Who tunes harps?\",\"output\":\"Mira.\"}"));
        Await.until("the record was cleaned and is pending", () -> pending() == 1);
        api.post("/models/notes/cut", Map.of());

        // Then
        Await.until("its round was trained and judged", ForeignMessagesIT::isJudged);
        assertThat(api.get("/probes")).hasSize(1);
        assertReady();
        all.close();
        start();
        assertThat(isJudged()).isTrue();
        assertThat(api.get("/probes")).hasSize(1);
    }

    @Test
    @Order(4)
    void shouldLeaveOutNewerEventsThatAllowIt() throws Exception {
        // When
        event(1, "{\"type\":\"version-praised\",\"by\":[\"a\"]}");
        event(1, "{\"type\":\"frozen\",\"until\":\"2027-01-01T00:00:00Z\"}");
        all.close();
        start();

        // Then
        JsonNode model = api.get("/registry/models/notes");
        assertThat(model.path("frozen").asBoolean()).isTrue();
        Await.until("the history has both", () -> lastChanges().equals(List.of("version-praised", "frozen")));
        assertThat(api.get("/registry/models/notes/history").path("events").toString())
                .contains("{\"type\":\"version-praised\",\"by\":[\"a\"]}");
    }

    @Test
    @Order(5)
    void shouldStopByNameAtANewerEventThatForbidsToLeaveItOut() throws Exception {
        // When
        event(3, "{\"type\":\"version-recalled\",\"version\":1}");

        // Then
        for (String reader : List.of(EVALUATOR, TRAINER)) {
            Await.until(
                    reader + " stops at the event",
                    () -> names(health(reader)) && !health(reader).path("alive").asBoolean(true));
        }
        Await.until("serving names the event", () -> names(health(SERVING)));
        assertThat(health(SERVING).path("ready").asBoolean()).isTrue();
        assertThat(new ChatClient(api).ask("notes", "Who tunes harps?", 4).version())
                .isNotNegative();
        all.close();
        all = new AllInOne(data, AlluviumConfig.defaults(), ExternalServices.NOTHING, part -> {});
        all.start();
        assertThat(all.degraded())
                .anyMatch(one -> one.startsWith(REGISTRY)
                        && one.contains("version-recalled")
                        && one.contains("upgrade this service"));
    }

    /** As a newer registry would write it, which has the key. */
    private static void event(int minimumReader, String change) throws Exception {
        String json = "{\"id\":\"e-%d\",\"schemaVersion\":7,\"minimumReader\":%d,\"model\":\"notes\",\"actor\":\"ops\","
                + "\"reason\":\"r\",\"at\":\"2026-01-01T00:00:00Z\",\"change\":%s}";
        String before;
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            before = lastSubject(consumer);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                kafka.topic(Topics.REGISTRY_EVENTS),
                bytes("notes"),
                bytes(json.formatted(minimumReader, minimumReader, change)));
        Attestation attestation = KeyFiles.signer(TrustConfig.DEFAULT, data.root(), "registry")
                .attest(
                        Attestation.Statement.RECORDED,
                        "notes",
                        SignedMessage.of(Topics.REGISTRY_EVENTS, before, record.key(), record.value()),
                        Instant.EPOCH);
        record.headers().add(SignedMessage.HEADER, Json.bytes(attestation));
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            producer.send(record).get();
        }
    }

    private static String lastSubject(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> log = List.of(new TopicPartition(kafka.topic(Topics.REGISTRY_EVENTS), 0));
        consumer.assign(log);
        consumer.seekToBeginning(log);
        long end = consumer.endOffsets(log).get(log.get(0));
        String last = SignedMessage.NOTHING_BEFORE;
        while (consumer.position(log.get(0)) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                last = SignedRecord.attestation(record)
                        .map(Attestation::subject)
                        .orElse(last);
            }
        }
        return last;
    }

    private static List<String> lastChanges() {
        List<String> types = new ArrayList<>();
        api.get("/registry/models/notes/history")
                .path("events")
                .forEach(event -> types.add(event.path("change").path("type").asText()));
        return types.subList(Math.max(0, types.size() - 2), types.size());
    }

    private static boolean names(JsonNode health) {
        return Stream.of("version-recalled", "schema 7", "reader of schema 3", "upgrade this service")
                .allMatch(health.path("detail").asText()::contains);
    }

    private static JsonNode health(String service) {
        return api.get("/status").path(service).path("health");
    }

    private static void start() throws Exception {
        all = new AllInOne(data, AlluviumConfig.defaults(), ExternalServices.NOTHING, part -> {});
        all.start();
        kafka = new KafkaClients(all.kafka());
        api = new ApiClient(all.endpoint(), data.token());
        assertReady();
    }

    private static KafkaClients clients(String servers) {
        return new KafkaClients(KafkaConfig.of(servers).withPartitions(3));
    }

    private static boolean isJudged() {
        JsonNode version = api.get("/registry/models/notes/versions").path(1);
        return version.hasNonNull("evaluation");
    }

    private static int pending() {
        return api.get("/status")
                .path(ACCUMULATOR)
                .path("models")
                .path("notes")
                .path("pendingRecords")
                .asInt();
    }

    private static void assertReady() {
        api.get("/status")
                .properties()
                .forEach(service -> assertThat(
                                service.getValue().path("health").path("ready").asBoolean())
                        .as(service.toString())
                        .isTrue());
    }

    /** A reader that once hung will not be waited for after each further topic. */
    private static void awaitLeftOut() throws Exception {
        assertThat(stuck).as("an earlier wait was in vain").isFalse();
        stuck = true;
        assertThat(api.get("/rejected").path("rejected").isArray()).isTrue();
        assertThat(api.get("/dead-letters").path("deadLetters")).isNotEmpty();
        for (Map.Entry<Topic<?>, List<String>> topic : READERS.entrySet()) {
            for (String reader : topic.getValue()) {
                Await.until(
                        () -> reader + " left out all of " + topic.getKey().suffix() + ": "
                                + leftOut(reader, topic.getKey()) + " of " + SENT.get(topic.getKey()) + "; "
                                + api.get("/status").path(reader),
                        () -> leftOut(reader, topic.getKey()) >= SENT.get(topic.getKey())
                                || tells(reader, topic.getKey()));
            }
        }
        stuck = false;
    }

    /** What a job counted before it was started again may be lost; that it read on is not. */
    private static boolean tells(String reader, Topic<?> topic) {
        RecordMetadata last = LAST.get(topic);
        for (JsonNode one : api.get("/status").path(reader).path("leftOut")) {
            if (one.path("topic").asText().equals(topic.suffix())
                    && one.path("partition").asInt() == last.partition()
                    && one.path("offset").asLong() == last.offset()) {
                return true;
            }
        }
        return false;
    }

    private static long leftOut(String stage, Topic<?> topic) {
        String row = "alluvium_messages_left_out_total{stage=\"%s\",topic=\"%s\"} ".formatted(stage, topic.suffix());
        return scrape().lines()
                .filter(line -> line.startsWith(row))
                .map(line -> (long) Double.parseDouble(line.substring(row.length())))
                .findFirst()
                .orElse(0L);
    }

    private static String scrape() {
        try {
            URI metrics = URI.create(api.base().replaceFirst("/v1$", "/metrics"));
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * A withdrawal is none only where nothing can be withdrawn or the registry alone says what stands, and a compacted topic takes
     * nothing without a key.
     */
    private static void sendAll(Topic<?> topic) throws Exception {
        boolean compacted = topic.cleanup() == Topic.Cleanup.COMPACT;
        byte[] key = bytes("notes/r");
        byte[] other = bytes("{\"run\":\"r\",\"stage\":\"s\",\"partition\":1,\"at\":\"2026-01-01T00:00:00Z\"}");
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            send(producer, topic, key, bytes("garbage"), 1);
            send(producer, topic, key, other, 1);
            send(producer, topic, key, bytes("[7]"), 1);
            send(producer, topic, key, bytes("{}"), 1);
            send(producer, topic, key, bytes("{\"type\":".repeat(50_000)), 1);
            send(producer, topic, key, bytes("x".repeat(1_000_000)), 1);
            send(producer, topic, key, null, compacted && topic != Topics.SERVING_DESIRED ? 0 : 1);
            if (!compacted) {
                send(producer, topic, null, other, 1);
            }
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, Topic<?> topic, byte[] key, byte[] value, int foreign)
            throws Exception {
        RecordMetadata sent = producer.send(new ProducerRecord<>(kafka.topic(topic), key, value))
                .get();
        SENT.merge(topic, foreign, Integer::sum);
        if (foreign > 0) {
            LAST.put(topic, sent);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
