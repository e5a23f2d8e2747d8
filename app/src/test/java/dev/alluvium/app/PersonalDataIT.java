package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.Installed.Running;
import dev.alluvium.app.PlantedData.Sent;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Personal data in every place of every sort of record, sent through the whole installation until a round of it trains: it is
 * in records.raw and the dead letters, and nowhere else, be it a topic, an object, a state, a log line, a metric or an answer.
 */
class PersonalDataIT {
    private static final int TIMES = 4;

    @TempDir
    Path directory;

    @Test
    void shouldLeaveNoPlantedValueAnywhereBehindCleaning() throws Exception {
        // Given
        Path data = directory.resolve("data");
        PlantedData planted = new PlantedData(20261121);
        Map<String, String> open = new TreeMap<>();
        Map<String, String> guarded = new TreeMap<>();

        // When
        try (Running running = Installed.up(data)) {
            KafkaClients kafka = new KafkaClients(Target.local(data).kafka());
            send(kafka, planted.messages(TIMES));
            String base = running.api(data).base();
            String token = Files.readString(data.resolve("token")).strip();
            overHttp(base, token, planted);
            try (PipelineDrain drain = new PipelineDrain(Target.local(data).kafka())) {
                drain.await();
            }
            ApiClient api = running.api(data);
            assertThat(new RoundFollower(api, new Terminal(System.err)).cut("notes"))
                    .isPresent();
            Await.until("a run is planned", () -> !api.get("/runs").path("runs").isEmpty());
            for (Map.Entry<String, String> topic : TopicTexts.of(kafka).entrySet()) {
                (isGuarded(kafka, topic.getKey()) ? guarded : open).put(topic.getKey(), topic.getValue());
            }
            for (String path : List.of("/status", "/rejected?limit=1000", "/dead-letters?limit=1000", "/runs")) {
                open.put(path, api.get(path).toString());
            }
            open.put("/metrics", get(URI.create(base).resolve("/metrics"), token));
        }
        open.putAll(files(data));

        // Then
        assertThat(found(guarded, planted.values()))
                .as("values that the search finds where they may be")
                .hasSizeGreaterThan(planted.values().size() * 8 / 10);
        assertThat(open.keySet())
                .anyMatch(place -> place.contains("fact-events-repartition"))
                .anyMatch(place -> place.contains("facts-changelog"))
                .anyMatch(place -> place.contains("manifest.json"))
                .anyMatch(place -> place.contains("alluvium.log"));
        assertThat(open.get("/metrics")).contains("alluvium_cleaning_redacted");
        assertThat(leaks(open, planted.values())).isEmpty();
    }

    private static boolean isGuarded(KafkaClients kafka, String topic) {
        return topic.equals(kafka.topic(Topics.RAW_RECORDS)) || topic.equals(kafka.topic(Topics.DEAD_LETTERS));
    }

    private static void send(KafkaClients kafka, List<Sent> messages) {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            for (Sent message : messages) {
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(kafka.topic(Topics.RAW_RECORDS), message.key(), message.value());
                message.headers()
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                var unused = producer.send(record);
            }
            producer.flush();
        }
    }

    /** What is refused on the way in is answered to its sender, and written nowhere. */
    private static void overHttp(String base, String token, PlantedData planted) throws Exception {
        post(base + "/records", token, "application/json", "{\"outptu\":\"" + planted.sentence() + "\"}");
        post(base + "/records", token, "application/json", "{\"instruction\":\"" + planted.sentence());
        post(base + "/records:bulk", token, "application/x-ndjson", planted.sentence() + "\n");
        post(
                base + "/documents",
                token,
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + planted.sentence()
                        + ".md\"\r\nContent-Type: application/octet-stream\r\n\r\n---\nowner: " + planted.sentence()
                        + "\n---\n# " + planted.sentence() + "\nThe machine stands in the hall. " + planted.sentence()
                        + "\r\n--b--\r\n");
        post(
                base + "/documents",
                token,
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n" + planted.sentence()
                        + "\r\n--b--\r\n");
    }

    private static void post(String url, String token, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
        assertThat(status).isBetween(200, 499);
    }

    private static String get(URI uri, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Every file of the installation but the broker's log and weights: objects, states, checkpoints, logs. */
    private static Map<String, String> files(Path data) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.startsWith(data.resolve("kafka-log")))
                    .filter(each -> !each.toString().endsWith(".safetensors"))
                    .toList()) {
                texts.put(data.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private static Set<String> found(Map<String, String> texts, Set<String> values) {
        Set<String> found = new TreeSet<>(values);
        found.removeIf(value -> texts.values().stream().noneMatch(text -> text.contains(value)));
        return found;
    }

    private static Map<String, Set<String>> leaks(Map<String, String> texts, Set<String> values) {
        Map<String, Set<String>> leaks = new TreeMap<>();
        texts.forEach((place, text) -> {
            Set<String> leaked = new TreeSet<>(values);
            leaked.removeIf(value -> !text.contains(value));
            if (!leaked.isEmpty()) {
                leaks.put(place, leaked);
            }
        });
        return leaks;
    }
}
