package dev.alluvium.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.PushTime;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.service.ServiceRoutes;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Admission over HTTP onto a real broker. */
class IngestServiceIT {
    private static final String PUSHER = "pusher-token-of-at-least-32-characters";
    private static final String OTHER_PUSHER = "other-pusher-token-of-at-least-32-chars";
    private static final String READER = "reader-token-of-at-least-32-characters";
    private static final String RECORD = "{\"fact\":\"w\",\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}";

    @TempDir
    private static Path directory;

    private static final AtomicLong FREE_BYTES = new AtomicLong(DiskReserve.LEAST_BYTES);

    private static EmbeddedKafka broker;
    private static KafkaClients kafka;
    private static IngestService service;
    private static HttpServer server;
    private static int port;
    private static ScrapedMeters meters;

    @BeforeAll
    static void start() throws Exception {
        broker = new EmbeddedKafka(directory.resolve("kafka"));
        start(broker);
    }

    private static void start(EmbeddedKafka broker) throws Exception {
        KafkaConfig config = KafkaConfig.of(broker.bootstrapServers()).withPartitions(3);
        kafka = new KafkaClients(config);
        kafka.ensureTopics(Topics.all());
        meters = new ScrapedMeters();
        service = new IngestService(
                new ServiceContext(
                        withQuota(), kafka, new InMemoryObjectStore(), meters, directory, Clock.systemUTC(), "it"),
                new DiskReserve("/data", FREE_BYTES::get));
        HttpConfig http = HttpConfig.DEFAULT.with(Map.of(
                "p",
                new TokenConfig(PUSHER, Role.PUSHER),
                "q",
                new TokenConfig(OTHER_PUSHER, Role.PUSHER),
                "r",
                new TokenConfig(READER, Role.READER)));
        server = new HttpServer(http, ServiceRoutes.of(List.of(service), meters));
        port = server.start();
        service.start();
    }

    private static AlluviumConfig withQuota() {
        return ConfigLoader.parse("test", "ingest: { quotas: { greedy: 2 } }", AlluviumConfig.class, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        service.close();
        broker.close();
    }

    @Test
    void shouldAcceptARecordOnceItStandsInTheRawTopic() throws Exception {
        long before = stored();
        HttpResponse<String> response = post("/v1/records", PUSHER, RECORD.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(json(response).at("/positions/0/topic").asText()).isEqualTo("alluvium.records.raw.v1");
        assertThat(stored()).isEqualTo(before + 1);
        for (IngestMeters meter : IngestMeters.values()) {
            assertThat(meters.scrape()).contains(meter.meterName().replace('.', '_'));
        }
    }

    @Test
    void shouldAcceptAnArrayOrNothingOfIt() throws Exception {
        long before = stored();
        HttpResponse<String> good =
                post("/v1/records", PUSHER, ("[" + RECORD + "," + RECORD + "]").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> bad = post(
                "/v1/records",
                PUSHER,
                ("[" + RECORD + ",{\"instruction\":\"x\",\"outptu\":\"y\"}]").getBytes(StandardCharsets.UTF_8));

        assertThat(json(good).get("accepted").asInt()).isEqualTo(2);
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.headers().firstValue("content-type").orElseThrow()).contains("application/problem+json");
        assertThat(json(bad).get("errors").findValuesAsText("pointer")).contains("/1/outptu");
        assertThat(json(bad).get("errors").findValuesAsText("suggestion")).contains("output");
        assertThat(stored()).isEqualTo(before + 2);
    }

    @Test
    void shouldGiveEachLineOfABulkRequestItsResult() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write((RECORD + "\nnot json\n" + RECORD + "\n").getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<String> response =
                post("/v1/records:bulk", PUSHER, zipped.toByteArray(), "Content-Encoding", "gzip");

        JsonNode answer = json(response);
        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.get("results").findValuesAsText("status")).containsExactly("202", "400", "202");
    }

    @Test
    void shouldGiveAllRecordsOfAPushOneTime() throws Exception {
        byte[] record = RECORD.getBytes(StandardCharsets.UTF_8);
        String first = pushedAt(post("/v1/records:bulk", PUSHER, record));
        String second = pushedAt(post("/v1/records", PUSHER, record, PushTime.HTTP_HEADER, first));
        HttpResponse<String> ahead = post("/v1/records", PUSHER, record, PushTime.HTTP_HEADER, "9".repeat(15));

        assertThat(PushTime.parse(first)).isPresent();
        assertThat(second).isEqualTo(first);
        assertThat(ahead.statusCode()).isEqualTo(400);
        assertThat(ahead.body()).contains("Alluvium-Pushed-At=9");
    }

    private static String pushedAt(HttpResponse<String> response) {
        return response.headers().firstValue(PushTime.HTTP_HEADER).orElseThrow();
    }

    @Test
    void shouldTakeTheLinesAroundOneOf100Megabytes() throws Exception {
        // Given
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write((RECORD + "\n{\"text\":\"").getBytes(StandardCharsets.UTF_8));
            byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                gzip.write(block);
            }
            gzip.write(("\"}\n" + "[".repeat(10_000) + "\n" + RECORD + "\n").getBytes(StandardCharsets.UTF_8));
        }

        // When
        HttpResponse<String> response =
                post("/v1/records:bulk", PUSHER, zipped.toByteArray(), "Content-Encoding", "gzip");

        // Then
        assertThat(json(response).get("results").findValuesAsText("status"))
                .containsExactly("202", "413", "400", "202");
    }

    @Test
    void shouldSayWhereAZippedBodyBreaksOff() throws Exception {
        // Given
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write((RECORD + "\n").repeat(2_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Arrays.copyOf(zipped.toByteArray(), zipped.size() - 9);

        // When
        HttpResponse<String> broken = post("/v1/records:bulk", PUSHER, half, "Content-Encoding", "gzip");
        HttpResponse<String> none = post("/v1/records:bulk", PUSHER, new byte[] {1, 2}, "Content-Encoding", "gzip");

        // Then
        assertThat(json(broken).get("accepted").asInt()).isEqualTo(2_000);
        assertThat(json(broken).at("/stopped/status").asInt()).isEqualTo(400);
        assertThat(none.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldAppendOnceWhatIsSentTwiceUnderOneKey() throws Exception {
        // Given
        long before = stored();
        byte[] body = RECORD.getBytes(StandardCharsets.UTF_8);

        // When
        HttpResponse<String> first = post("/v1/records", PUSHER, body, "Idempotency-Key", "7c1e");
        HttpResponse<String> again = post("/v1/records", PUSHER, body, "Idempotency-Key", "7c1e");
        HttpResponse<String> other = post(
                "/v1/records",
                PUSHER,
                "{\"text\":\"another\"}".getBytes(StandardCharsets.UTF_8),
                "Idempotency-Key",
                "7c1e");

        // Then
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(stored()).isEqualTo(before + 1);
    }

    @Test
    void shouldAnswerAsBeforeARestart() throws Exception {
        // Given
        byte[] body = RECORD.getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> first = post("/v1/records", PUSHER, body, "Idempotency-Key", "b7a0");
        long before = stored();

        // When
        service.close();
        server.close();
        start(broker);

        // Then
        HttpResponse<String> again = post("/v1/records", PUSHER, body, "Idempotency-Key", "b7a0");
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void shouldAskASourceToWaitThatHasUsedUpItsQuota() throws Exception {
        // Given
        byte[] many =
                ("{\"source\":\"greedy\",\"text\":\"Some text.\"}\n").repeat(50).getBytes(StandardCharsets.UTF_8);
        assertThat(post("/v1/records:bulk", PUSHER, many).statusCode()).isEqualTo(200);

        // When
        HttpResponse<String> response = post("/v1/records:bulk", PUSHER, many);

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(response).get("detail").asText()).contains("source greedy", "2 records per second");
        assertThat(post("/v1/records", PUSHER, RECORD.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldTakeDocumentsAndNameThoseItCannotRead() throws Exception {
        // Given
        long before = stored();

        // When
        HttpResponse<String> good = upload("manual.md", "---\nowner: sales\n---\n# Scales\nText.\n## Care\nDry.\n");
        HttpResponse<String> bad = upload("manual.pdf", "%PDF-1.7 but no more");

        // Then
        assertThat(good.statusCode()).as(good.body()).isEqualTo(202);
        assertThat(json(good).at("/documents/scales~12026~1manual.md").asInt()).isEqualTo(2);
        assertThat(stored()).isEqualTo(before + 2);
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(json(bad).at("/errors/0/rule").asText()).contains("manual.pdf", "cannot be read as application/pdf");
    }

    @Test
    void shouldTakeRecordsWhileSlowSendersKeepTheirRequestsOpen() throws Exception {
        // Given
        try (SlowSenders slow = new SlowSenders(port, PUSHER, 60)) {
            // When
            HttpResponse<String> response = post("/v1/records", PUSHER, RECORD.getBytes(StandardCharsets.UTF_8));

            // Then
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        }
    }

    @Test
    void shouldGiveACallerOnlyAPartOfTheThreads() throws Exception {
        byte[] record = RECORD.getBytes(StandardCharsets.UTF_8);
        try (SlowSenders slow = new SlowSenders(port, OTHER_PUSHER, 64)) {
            // While it is asked, the request that asks is one of the 64, and a slow one may be refused in its stead.
            Await.until("one more request is refused", () -> {
                slow.add();
                return post("/v1/records", OTHER_PUSHER, record).body().contains("token q has 64 requests open");
            });
            assertThat(meters.scrape()).containsPattern("throttled_total\\{.*concurrency.*} [1-9]");
        }
        Await.until(
                "the slow ones are gone",
                () -> post("/v1/records", OTHER_PUSHER, record).statusCode() == 202);
    }

    @Test
    void shouldTakeNoRecordsWhileTheDiskIsNearlyFull() throws Exception {
        // Given
        long before = stored();
        byte[] record = RECORD.getBytes(StandardCharsets.UTF_8);
        FREE_BYTES.set(DiskReserve.LEAST_BYTES - 1);

        // When
        HttpResponse<String> one = post("/v1/records", PUSHER, record);
        HttpResponse<String> many = post("/v1/records:bulk", PUSHER, record);
        List<String> troubles = service.troubles();
        FREE_BYTES.set(DiskReserve.LEAST_BYTES);

        // Then
        assertThat(List.of(one.statusCode(), many.statusCode())).containsExactly(507, 507);
        assertThat(one.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(one).get("detail").asText()).contains("only 511 MiB are free at /data", "512 MiB");
        assertThat(troubles).singleElement().asString().contains("no records are taken until space is free");
        assertThat(stored()).isEqualTo(before);
        assertThat(post("/v1/records", PUSHER, record).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldNameWhatIsTooLarge() throws Exception {
        byte[] body = new byte[(16 << 20) + 1];
        HttpResponse<String> tooMuch = post("/v1/records", PUSHER, body);
        HttpResponse<String> tooLarge = post(
                "/v1/records", PUSHER, ("{\"text\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8));

        assertThat(tooMuch.statusCode()).isEqualTo(413);
        assertThat(json(tooMuch).get("title").asText()).isEqualTo("Body too large");
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(json(tooLarge).get("title").asText()).isEqualTo("Record too large");
    }

    @Test
    void shouldStoreEvenTheLargestRecordThatCannotBeCompressed() throws Exception {
        StringBuilder text = new StringBuilder("{\"text\":\"");
        new Random(7).ints((1 << 20) - 100, '0', '{').forEach(c -> text.append(c == '\\' ? 'x' : (char) c));
        HttpResponse<String> response =
                post("/v1/records", PUSHER, text.append("\"}").toString().getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    @Test
    void shouldAskForTheRole() throws Exception {
        assertThat(post("/v1/records", READER, RECORD.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/records", "x", RECORD.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldTakeACloudEvent() throws Exception {
        HttpResponse<String> response = post(
                "/v1/records",
                PUSHER,
                RECORD.getBytes(StandardCharsets.UTF_8),
                "ce-specversion",
                "1.0",
                "ce-time",
                "soon");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("errors").findValuesAsText("pointer")).containsExactly("/occurredAt");
    }

    @Test
    void shouldShowTheSchema() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/schema")).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(json(response).at("/properties/occurredAt/format").asText()).isEqualTo("date-time");
    }

    private static HttpResponse<String> post(String path, String token, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> upload(String name, String content) throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"path\"\r\n\r\nscales/2026\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--b--\r\n";
        return post(
                "/v1/documents",
                PUSHER,
                body.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "multipart/form-data; boundary=b");
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.mapper().readTree(response.body());
    }

    private static long stored() {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(Topics.RAW_RECORDS)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
