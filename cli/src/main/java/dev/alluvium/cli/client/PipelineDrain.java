package dev.alluvium.cli.client;

import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Waits until everything pushed so far has gone through cleaning and reached the accumulator's state.
 *
 * <p>A stage is through a topic when its group's committed offsets lie behind the topic's last record; markers of
 * transactions, which take offsets too, are no records.
 */
public final class PipelineDrain implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMillis(200);
    /** A client that the broker hangs up on, because it wants credentials, tries for so long. */
    private static final int ANSWER_MILLIS = 10_000;

    private static final String REMEDY =
            "--kafka-properties FILE (or $ALLUVIUM_KAFKA_PROPERTIES) names the client's properties, which `alluvium up` writes"
                    + " to " + KafkaTarget.FILE + " in its data directory";

    private final KafkaClients kafka;
    private final Admin admin;

    public PipelineDrain(KafkaConfig config) {
        this(new KafkaClients(config));
    }

    /**
     * As {@link #await()}, on a Kafka that may be away for a while and come back under another address.
     *
     * @param config asked for whenever a connection is made
     */
    public static void await(Supplier<KafkaConfig> config, Terminal terminal) throws InterruptedException {
        RetryPolicy patience = new RetryPolicy(RetryPolicy.FOLLOWING, terminal, true);
        boolean through = patience.attempt(() -> {
            try (PipelineDrain drain = new PipelineDrain(config.get())) {
                drain.await();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
        if (!through) {
            throw new InterruptedException("interrupted while cleaning was followed");
        }
    }

    /** @param kafka may read the records' topics */
    public PipelineDrain(KafkaClients kafka) {
        this.kafka = kafka;
        try {
            admin = kafka.admin();
        } catch (KafkaException e) {
            throw new CliException(
                    "the client properties of Kafka at " + kafka.bootstrapServers() + ": " + rootMessage(e));
        }
    }

    /**
     * Returns when the accumulator holds whatever became of the records pushed before the call.
     *
     * @throws UnavailableException if Kafka is away
     */
    public void await() throws InterruptedException {
        try {
            drain();
        } catch (KafkaException e) {
            throw problem(e);
        }
    }

    private CliException problem(Throwable e) {
        String at = "Kafka at " + kafka.bootstrapServers();
        if (e instanceof AuthenticationException) {
            return new CliException(at + " refuses the credentials (" + e.getMessage() + "); " + REMEDY);
        } else if (e instanceof AuthorizationException) {
            return new CliException(at + " does not let this user see how far cleaning is (" + e.getMessage()
                    + "); push without --wait, then `alluvium train MODEL` cuts the round and follows it");
        } else if (e instanceof RetriableException) {
            return KafkaTarget.wantsCredentials(kafka)
                    ? new CliException(at + " wants credentials, and there are none; " + REMEDY)
                    : new UnavailableException(at + ": " + e.getMessage(), null);
        }
        return new CliException(at + ": " + rootMessage(e));
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() == null ? String.valueOf(e.getMessage()) : rootMessage(e.getCause());
    }

    private void drain() throws InterruptedException {
        String cleaning = kafka.prefixed("cleaning");
        through(cleaning, kafka.topic(Topics.RAW_RECORDS));
        through(cleaning, cleaning + "-fact-events-repartition");
        through(kafka.prefixed("accumulator"), kafka.topic(Topics.CLEAN_RECORDS));
    }

    @Override
    public void close() {
        admin.close();
    }

    private void through(String group, String topic) throws InterruptedException {
        Map<TopicPartition, Long> needed = afterLastRecord(topic);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!committed(group, needed)) {
            if (System.nanoTime() > deadline) {
                throw new CliException(group + " has not read " + topic + " within " + LIMIT.toMinutes()
                        + " minutes; `alluvium status` says why");
            }
            Thread.sleep(STEP.toMillis());
        }
    }

    private boolean committed(String group, Map<TopicPartition, Long> needed) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return needed.entrySet().stream().allMatch(entry -> {
                OffsetAndMetadata at = offsets.get(entry.getKey());
                return at != null && at.offset() >= entry.getValue();
            });
        } catch (ExecutionException e) {
            throw problem(Objects.requireNonNull(e.getCause()));
        }
    }

    /** For each partition that holds a record, the offset after its last one. */
    private Map<TopicPartition, Long> afterLastRecord(String topic) {
        Map<TopicPartition, Long> after = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                kafka.consumer(null, Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS))) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            if (infos.isEmpty()) {
                throw new CliException("Kafka at " + kafka.bootstrapServers() + " has no topic " + topic
                        + ", perhaps because kafka.topic-prefix is another one, so that cleaning cannot be followed;"
                        + " `alluvium train MODEL` cuts the round and follows it");
            }
            List<TopicPartition> partitions = infos.stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                long last = last(
                        consumer,
                        partition,
                        Objects.requireNonNull(begin.get(partition)),
                        Objects.requireNonNull(end.get(partition)));
                if (last >= 0) {
                    after.put(partition, last + 1);
                }
            }
        }
        return after;
    }

    private static long last(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long begin, long end) {
        if (begin == end) {
            return -1;
        }
        long from = end;
        while (true) {
            from = Math.max(begin, end - 8 * (end - from + 1));
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long last = -1;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    last = Math.max(last, record.offset());
                }
            }
            if (last >= 0 || from == begin) {
                return last;
            }
        }
    }
}
