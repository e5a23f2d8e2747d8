package dev.alluvium.app;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A business system that never stops: new facts, repeats, updates, faulty records and bytes that are no records. */
final class Feed implements AutoCloseable {
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final String[] WORDS = {
        "harbour", "lantern", "copper", "meadow", "violin", "granite", "falcon", "ribbon", "cellar", "orchard",
                "anchor",
        "marble", "thistle", "saddle", "beacon", "willow", "pepper", "quarry", "timber", "velvet", "barley", "needle",
        "ferry", "candle", "gravel", "hollow", "kettle", "ladder", "mirror", "nutmeg", "oyster", "pillow"
    };

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Thread thread = new Thread(this::run, "feed");
    private final Random random;
    private final int gapMillis;
    private volatile boolean stopped;
    private int sent;

    Feed(KafkaClients kafka, long seed, int gapMillis) {
        producer = kafka.producer(null);
        topic = kafka.topic(Topics.RAW_RECORDS);
        random = new Random(seed);
        this.gapMillis = gapMillis;
        thread.start();
    }

    private void run() {
        while (!stopped) {
            send(next());
            sent++;
            java.util.concurrent.locks.LockSupport.parkNanos(gapMillis * 1_000_000L);
        }
    }

    /** Bytes that are no records, one after the other. */
    void garbage(int count) {
        for (int i = 0; i < count; i++) {
            send(("garbage " + i).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Stops, once Kafka has acknowledged everything. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        producer.flush();
        producer.close();
    }

    private void send(byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, value));
    }

    private byte[] next() {
        int earlier = sent == 0 ? 0 : random.nextInt(sent);
        return switch (random.nextInt(12)) {
            case 0 -> "{\"instruction\": \"What".getBytes(StandardCharsets.UTF_8);
            case 1 -> Json.bytes(Map.of("instruction", "What is it?", "outptu", "This."));
            case 2, 3 -> record(earlier, 0);
            case 4 -> record(earlier, 1 + random.nextInt(3));
            default -> record(sent, 0);
        };
    }

    /** One revision of a fact: always the same record, whenever it is sent. */
    private static byte[] record(int fact, int revision) {
        Random words = new Random(31L * fact + revision);
        StringBuilder answer = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            answer.append(WORDS[words.nextInt(WORDS.length)]).append(' ');
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("fact", "shelf/" + fact);
        record.put("instruction", "What lies on shelf " + fact + "?");
        record.put("output", answer.append(fact).toString());
        record.put("occurredAt", FIRST.plusSeconds(60L * revision).toString());
        return Json.bytes(record);
    }
}
