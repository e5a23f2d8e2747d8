package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of the stream. */
public final class StreamSettings {
    /** The application's name inside the installation; internal topics and the consumer group begin with it. */
    public static final String APPLICATION = "cleaning";

    private static final int LARGEST_REQUEST = 32 << 20;
    private static final int BATCH_BYTES = 128 << 10;
    private static final int SESSION_MS = 6_000;
    private static final int HEARTBEAT_MS = 1_500;

    private StreamSettings() {}

    /**
     * Exactly once, classic group protocol (it starts in a fifth of the time of the new one), and a session short enough
     * that a restart after a kill does not wait for the dead member.
     *
     * @param observer is told of commands that cannot be read
     */
    public static Properties of(KafkaClients kafka, Path stateDirectory, int threads, CleaningObserver observer) {
        Properties settings = new Properties();
        settings.putAll(kafka.common());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.prefixed(APPLICATION));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, ControlOnlyDeadLetters.class);
        settings.put(ControlOnlyDeadLetters.OBSERVER, observer);
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, kafka.topic(Topics.DEAD_LETTERS));
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_REQUEST);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_REQUEST);
        return settings;
    }
}
