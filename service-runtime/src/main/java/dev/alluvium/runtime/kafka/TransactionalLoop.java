package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.runtime.work.SupervisedThread;
import dev.alluvium.runtime.work.WorkPool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consume, handle, produce: the outputs of a record and its offset commit in one Kafka transaction, so that a record is
 * handled once in effect, whatever is killed when.
 *
 * <p>The handler runs on a thread of its own while the consumer goes on polling with its partitions paused: long work does
 * not lose the group membership. A handler that throws ends the loop's consumer and producer; after a pause it begins again at
 * that record. One that was replaced by another instance stops for good. A record that is none of its topic never reaches the
 * handler; its offset is committed without outputs.
 */
public final class TransactionalLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(20);

    /** Turns a record into what is to be sent because of it. */
    public interface Handler {
        List<OutputRecord<?>> handle(ConsumerRecord<byte[], byte[]> record) throws Exception;

        /** Called after the outputs and the offset were committed. */
        default void committed(ConsumerRecord<byte[], byte[]> record) {}
    }

    private final KafkaClients kafka;
    private final String name;
    private final List<Topic<?>> topics;
    private final MessageReader reader;
    private final Handler handler;
    private final SupervisedThread thread;
    private final ExecutorService work;
    private volatile @Nullable Throwable replaced;

    /**
     * @param name of the consumer group and the transactional id inside the installation
     * @param reader of the service whose loop it is
     */
    public TransactionalLoop(
            KafkaClients kafka, String name, List<Topic<?>> topics, MessageReader reader, Handler handler) {
        this.kafka = kafka;
        this.name = name;
        this.topics = List.copyOf(topics);
        this.reader = reader.counting(topics.toArray(Topic<?>[]::new));
        this.handler = handler;
        this.thread = new SupervisedThread(name + "-loop", this::run);
        this.work = WorkPool.single(name + "-work");
    }

    public void start() {
        thread.start();
    }

    /** Why the loop stopped for good, because another instance replaced it; null while it did not. */
    public @Nullable Throwable replaced() {
        return replaced;
    }

    /** The thread that it runs on. */
    public SupervisedThread thread() {
        return thread;
    }

    /** Interrupts the handler, rolls its transaction back and leaves the group. */
    @Override
    public void close() {
        thread.end();
        work.shutdownNow();
        thread.join(CLOSE);
    }

    private void run() throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                        kafka.consumer(name, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50));
                KafkaProducer<byte[], byte[]> producer = kafka.producer(name)) {
            Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();
            consumer.subscribe(topics.stream().map(kafka::topic).toList(), new DropRevoked(pending));
            while (!thread.closing()) {
                for (ConsumerRecord<byte[], byte[]> record : CorruptRecords.pollAround(consumer, POLL, this::leftOut)) {
                    pending.add(record);
                }
                while (!pending.isEmpty() && !thread.closing()) {
                    process(consumer, producer, pending);
                }
            }
        } catch (WakeupException | InterruptedException e) {
            LOG.debug("{} stops", name);
        } catch (ProducerFencedException e) {
            replaced = e;
            LOG.warn("{} was replaced by another instance and stops", name);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(name + " failed: " + e.getMessage(), e);
        }
    }

    private void leftOut(CorruptRecords damage) {
        thread.note(damage.explain() + "; what was there is left out");
    }

    private void process(
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            Deque<ConsumerRecord<byte[], byte[]>> pending)
            throws Exception {
        ConsumerRecord<byte[], byte[]> record = pending.remove();
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        List<OutputRecord<?>> outputs =
                isOfItsTopic(record) ? await(consumer, work.submit(() -> handler.handle(record))) : List.of();
        if (!consumer.assignment().contains(partition)) {
            return;
        }
        producer.beginTransaction();
        outputs.forEach(output -> producer.send(output.record(kafka)));
        producer.sendOffsetsToTransaction(
                Map.of(partition, new OffsetAndMetadata(record.offset() + 1)), consumer.groupMetadata());
        producer.commitTransaction();
        handler.committed(record);
    }

    private boolean isOfItsTopic(ConsumerRecord<byte[], byte[]> record) {
        return topics.stream()
                .filter(topic -> kafka.topic(topic).equals(record.topic()))
                .anyMatch(topic -> reader.read(topic, record).isPresent());
    }

    private List<OutputRecord<?>> await(KafkaConsumer<byte[], byte[]> consumer, Future<List<OutputRecord<?>>> handling)
            throws Exception {
        try {
            while (true) {
                try {
                    return handling.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    keepMembership(consumer);
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            consumer.resume(consumer.paused());
        }
    }

    private static void keepMembership(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.pause(consumer.assignment());
        consumer.poll(Duration.ZERO);
    }

    /** Fetched records of a partition that was taken away belong to its new owner. */
    private record DropRevoked(Deque<ConsumerRecord<byte[], byte[]>> pending) implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            pending.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
    }
}
