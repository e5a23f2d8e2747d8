package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole topic from its beginning, in partition order, and goes on following it: for topics that are folded.
 *
 * <p>The callback runs on the follower's thread; if it throws, the follower stops and {@link #failure()} says why.
 */
public final class TopicFollower<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(1);

    /** Takes one record. */
    public interface Callback<T> {
        /**
         * @param key empty if the record has none
         * @param value null for a tombstone
         */
        void accept(String key, @Nullable T value, Position position);
    }

    /** Where the record stood. */
    public record Position(int partition, long offset, Instant timestamp) {}

    private final KafkaClients kafka;
    private final Topic<T> topic;
    private final Callback<T> callback;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;
    private volatile Instant lastPoll = Instant.EPOCH;
    private @Nullable Probe probe;

    public TopicFollower(KafkaClients kafka, Topic<T> topic, Callback<T> callback) {
        this.kafka = kafka;
        this.topic = topic;
        this.callback = callback;
        this.thread = new Thread(this::run, "follow-" + topic.suffix());
        thread.setDaemon(true);
    }

    public TopicFollower<T> start() {
        thread.start();
        return this;
    }

    /**
     * Waits until everything that stood in the topic at the start was taken.
     *
     * @throws IllegalStateException if that fails or takes longer than {@code limit}
     */
    public void awaitCaughtUp(Duration limit) throws InterruptedException {
        boolean done = caughtUp.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (failure != null) {
            throw new IllegalStateException("cannot read " + kafka.topic(topic), failure);
        }
        if (!done) {
            throw new IllegalStateException("reading " + kafka.topic(topic) + " took longer than " + limit
                    + "; is Kafka at " + kafka.bootstrapServers() + " reachable?");
        }
    }

    /** Why the follower stopped, or null while it runs. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /**
     * The latest moment for which everything that stood in the topic then was taken, of all partitions; EPOCH before
     * the first. It stands still while the broker does not answer.
     */
    public Instant lastPoll() {
        return lastPoll;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!closing) {
                consumer.poll(POLL).forEach(this::take);
                if (caughtUp.getCount() > 0
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    caughtUp.countDown();
                }
                if (caughtUp.getCount() == 0) {
                    probe(consumer, partitions);
                }
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
            if (!closing) {
                LOG.error("following {} stopped", topic.suffix(), e);
            }
        } finally {
            caughtUp.countDown();
        }
    }

    /** Notes where the topic ends now and, once all of that is taken, that it was read up to then. */
    private void probe(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Probe open = probe;
        if (open != null && open.reachedBy(consumer)) {
            lastPoll = open.asked();
            probe = null;
        }
        Instant now = Instant.now();
        if (probe != null || lastPoll.plus(PROBE_INTERVAL).isAfter(now)) {
            return;
        }
        try {
            probe = new Probe(now, consumer.endOffsets(partitions, PROBE_LIMIT));
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            LOG.debug("no answer about {}", topic.suffix());
        }
    }

    /** Where the topic ended at a moment. */
    private record Probe(Instant asked, Map<TopicPartition, Long> ends) {
        boolean reachedBy(KafkaConsumer<byte[], byte[]> consumer) {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        T value = record.value() == null ? null : topic.decode(record.value());
        callback.accept(
                key,
                value,
                new Position(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
    }
}
