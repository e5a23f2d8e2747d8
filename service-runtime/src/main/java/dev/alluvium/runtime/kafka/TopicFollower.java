package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.runtime.work.SupervisedThread;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole topic from its beginning, in partition order, and goes on following it: for topics that are folded. Messages
 * that are none of the topic are left out.
 *
 * <p>The callback runs on the follower's thread. If it throws, or the consumer does, the follower begins again where it was
 * after a pause, with the record that was not taken; {@link #failure()} says why it does not read.
 */
public final class TopicFollower<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(1);

    /** Takes one record. */
    public interface Callback<T> {
        /**
         * @param key empty if the record has none
         * @param value null for a tombstone, which only a compacted topic has
         */
        void accept(String key, @Nullable T value, Position position);
    }

    /**
     * Where the record stood.
     *
     * @param attestation the signature that it carries, if any
     */
    public record Position(
            int partition,
            long offset,
            Instant timestamp,
            @Nullable Attestation attestation) {}

    private final KafkaClients kafka;
    private final Topic<T> topic;
    private final MessagePass<T> pass;
    private final Callback<T> callback;
    private final @Nullable LogCopy<T> copy;
    private final SupervisedThread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile @Nullable Throwable firstFailure;
    private volatile Probe lastReached = new Probe(Instant.EPOCH, 0, Map.of());
    private @Nullable Probe probe;

    /** Of a client. */
    public TopicFollower(KafkaClients kafka, Topic<T> topic, Callback<T> callback) {
        this(kafka, topic, MessageReader.ofClient(), callback);
    }

    /** @param reader of the service that follows */
    public TopicFollower(KafkaClients kafka, Topic<T> topic, MessageReader reader, Callback<T> callback) {
        this(kafka, topic, reader, callback, null);
    }

    /**
     * @param reader of the service that follows
     * @param copy of a topic that is kept for ever, read where the topic is damaged
     */
    public TopicFollower(
            KafkaClients kafka, Topic<T> topic, MessageReader reader, Callback<T> callback, @Nullable LogCopy<T> copy) {
        this.copy = copy;
        this.kafka = kafka;
        this.topic = topic;
        this.pass = reader.counting(topic).pass(topic);
        this.callback = callback;
        this.thread = new SupervisedThread("follow-" + topic.suffix(), this::run);
        thread.onFailure(this::failed);
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
        Throwable failure = firstFailure;
        if (failure != null) {
            throw new IllegalStateException("cannot read " + kafka.topic(topic) + ": " + failure.getMessage(), failure);
        }
        if (!done) {
            throw new IllegalStateException("reading " + kafka.topic(topic) + " took longer than " + limit.toSeconds()
                    + " s; is Kafka at " + kafka.bootstrapServers() + " reachable?");
        }
    }

    /** Why the follower does not read at this moment, or null while it does. */
    public @Nullable Throwable failure() {
        return thread.failure();
    }

    /** The thread that it reads on. */
    public SupervisedThread thread() {
        return thread;
    }

    /**
     * The latest moment for which everything that stood in the topic then was taken, of all partitions; EPOCH before
     * the first. It stands still while the broker does not answer.
     */
    public Instant lastPoll() {
        return lastReached.at();
    }

    /** Whether everything that stood in the topic at {@code moment}, by {@link System#nanoTime()}, was taken. */
    public boolean hasReadSince(long moment) {
        Probe reached = lastReached;
        return !reached.at().equals(Instant.EPOCH) && reached.nanos() - moment >= 0;
    }

    @Override
    public void close() {
        thread.end();
        thread.join(CLOSE);
    }

    /** Whoever waits for the topic's end learns at once that it is not reached. */
    private void failed(Throwable failure) {
        if (caughtUp.getCount() > 0) {
            firstFailure = failure;
            caughtUp.countDown();
        }
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(null, Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topic(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            next.forEach(consumer::seek);
            probe = null;
            Probe start = new Probe(Instant.EPOCH, 0, consumer.endOffsets(partitions));
            boolean reached = false;
            while (!thread.closing()) {
                ConsumerRecords<byte[], byte[]> polled = poll(consumer);
                pass.judge(polled);
                polled.forEach(this::take);
                if (!reached && start.reachedBy(consumer)) {
                    reached = true;
                    firstFailure = null;
                    caughtUp.countDown();
                }
                if (reached) {
                    probe(consumer, partitions);
                }
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (thread.closing()) {
                caughtUp.countDown();
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> pollWithoutGap(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (KafkaException e) {
            LogCopy<T> spare = copy;
            if (spare == null) {
                throw CorruptRecords.of(e)
                        .map(damage -> (KafkaException) new DamagedLogException(damage, e))
                        .orElse(e);
            }
            TopicPartition only = new TopicPartition(kafka.topic(topic), 0);
            CorruptRecords damage = spare.bridge(consumer, next.getOrDefault(only, 0L), e, kept -> {
                callback.accept(
                        kept.key(), kept.value(), new Position(0, kept.offset(), kept.at(), kept.attestation()));
                pass.passOver(kept);
                next.put(only, kept.offset() + 1);
            });
            thread.note(damage.explain() + "; what was there was read from the copy in the bucket");
            return ConsumerRecords.empty();
        }
    }

    /** What is kept for ever is folded, and a fold with a gap is another state: such a topic is not read around its damage. */
    private ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) {
        if (topic.retention() == null && topic.cleanup() == Topic.Cleanup.DELETE) {
            return pollWithoutGap(consumer);
        }
        return CorruptRecords.pollAround(
                consumer, POLL, damage -> thread.note(damage.explain() + "; what was there is left out"));
    }

    /** Notes where the topic ends now and, once all of that is taken, that it was read up to then. */
    private void probe(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Probe open = probe;
        if (open != null && open.reachedBy(consumer)) {
            lastReached = open;
            probe = null;
        }
        long now = System.nanoTime();
        if (probe != null || hasReadSince(now - PROBE_INTERVAL.toNanos())) {
            return;
        }
        try {
            probe = new Probe(Instant.now(), now, consumer.endOffsets(partitions, PROBE_LIMIT));
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            LOG.debug("no answer about {}", topic.suffix());
        }
    }

    /** Where the topic ended at a moment, by the clock and by {@link System#nanoTime()}: a clock can be set back. */
    private record Probe(Instant at, long nanos, Map<TopicPartition, Long> ends) {
        boolean reachedBy(KafkaConsumer<byte[], byte[]> consumer) {
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                SignedRecord.attestation(record).orElse(null));
        pass.read(record).ifPresent(message -> callback.accept(message.key(), message.value(), position));
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
}
