package dev.alluvium.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topic.Cleanup;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.testing.Await;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionalLoopIT {
    private static final Topic<byte[]> IN = topic("in");
    private static final Topic<byte[]> OUT = topic("out");
    private static EmbeddedKafka broker;
    private static KafkaClients kafka;

    private static Topic<byte[]> topic(String name) {
        return new Topic<>(
                name, "none", byte[].class, 2, null, Cleanup.DELETE, List.of(), List.of(), Map.of(), "Test.");
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = new EmbeddedKafka(directory);
        kafka = new KafkaClients(KafkaConfig.of(broker.bootstrapServers())
                .withTopicPrefix("loop.")
                .withPartitions(2));
        kafka.ensureTopics(List.of(IN, OUT));
        kafka.ensureTopics(List.of(IN, OUT));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldHandleEachRecordOnceInEffectAlthoughAHandlerFails() throws Exception {
        // Given
        int records = 40;
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            for (int i = 0; i < records; i++) {
                producer.send(kafka.record(IN, "k" + i, ("v" + i).getBytes(UTF_8)));
            }
        }
        AtomicInteger handled = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        TransactionalLoop.Handler handler = record -> {
            if (handled.incrementAndGet() == records / 2) {
                failed.countDown();
                throw new IllegalStateException("injected");
            }
            return echo(record);
        };
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (TopicFollower<byte[]> out =
                new TopicFollower<>(kafka, OUT, (key, value, position) -> seen.add(key)).start()) {
            // When
            try (TransactionalLoop first =
                    new TransactionalLoop(kafka, "echo", List.of(IN), MessageReader.ofClient(), handler)) {
                first.start();
                Await.until("one transaction has failed", () -> failed.getCount() == 0);
            }
            CountDownLatch all = new CountDownLatch(records - records / 2 + 1);
            try (TransactionalLoop second = new TransactionalLoop(
                    kafka, "echo", List.of(IN), MessageReader.ofClient(), counting(handler, all))) {
                second.start();
                Await.until("all are handled", () -> all.getCount() == 0);
            }

            // Then
            out.awaitCaughtUp(Await.LIMIT);
            Await.until("every output is read", () -> seen.size() >= records);
            assertThat(seen).hasSize(records).doesNotHaveDuplicates();
            assertThat(out.failure()).isNull();
        }
    }

    @Test
    void shouldTakeRecordsRightAfterManyServicesCreatedTheSameTopics() throws Exception {
        List<Topic<byte[]>> topics =
                IntStream.range(0, 20).mapToObj(i -> topic("new-" + i)).toList();
        List<Callable<Integer>> each = Collections.nCopies(3, () -> {
            kafka.ensureTopics(List.copyOf(topics));
            return sent(topics);
        });
        ExecutorService services = Executors.newFixedThreadPool(each.size());

        List<Future<Integer>> all = services.invokeAll(each);

        for (Future<Integer> sent : all) {
            assertThat(sent.get()).isEqualTo(topics.size());
        }
        services.shutdown();
    }

    private static int sent(List<Topic<byte[]>> topics) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            List<Future<RecordMetadata>> sends = topics.stream()
                    .map(topic -> producer.send(kafka.record(topic, "k", new byte[1])))
                    .toList();
            for (Future<RecordMetadata> send : sends) {
                send.get();
            }
            return sends.size();
        }
    }

    private static TransactionalLoop.Handler counting(TransactionalLoop.Handler handler, CountDownLatch committed) {
        return new TransactionalLoop.Handler() {
            @Override
            public List<OutputRecord<?>> handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
                return handler.handle(record);
            }

            @Override
            public void committed(ConsumerRecord<byte[], byte[]> record) {
                committed.countDown();
            }
        };
    }

    private static List<OutputRecord<?>> echo(ConsumerRecord<byte[], byte[]> record) {
        return List.of(new OutputRecord<>(OUT, new String(record.key(), UTF_8), record.value()));
    }
}
