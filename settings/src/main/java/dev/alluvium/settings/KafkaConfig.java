package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.util.Map;

/**
 * The Kafka cluster.
 *
 * @param bootstrapServers {@code HOST:PORT}, several with commas
 * @param topicPrefix before every topic's, group's and transaction's name: one installation, one prefix
 * @param replicationFactor of topics that are created
 * @param partitions most of a topic that is created
 * @param properties client properties as Kafka names them (TLS, SASL)
 */
public record KafkaConfig(
        @Default("localhost:9092") String bootstrapServers,
        @Default("alluvium.") String topicPrefix,
        @Default("1") int replicationFactor,
        @Default("12") int partitions,
        Map<String, String> properties) {

    public KafkaConfig {
        properties = Map.copyOf(properties);
        ConfigChecks.atLeast("replication-factor", replicationFactor, 1);
        ConfigChecks.atLeast("partitions", partitions, 1);
    }

    /** A cluster as the defaults describe it. */
    public static KafkaConfig of(String bootstrapServers) {
        KafkaConfig standard = RecordBinder.defaults(KafkaConfig.class);
        return new KafkaConfig(
                bootstrapServers,
                standard.topicPrefix,
                standard.replicationFactor,
                standard.partitions,
                standard.properties);
    }

    /** The same, with another prefix before its names. */
    public KafkaConfig withTopicPrefix(String other) {
        return new KafkaConfig(bootstrapServers, other, replicationFactor, partitions, properties);
    }

    /** The same, with fewer or more partitions of the topics that are created. */
    public KafkaConfig withPartitions(int other) {
        return new KafkaConfig(bootstrapServers, topicPrefix, replicationFactor, other, properties);
    }

    /** The same, with other client properties. */
    public KafkaConfig withProperties(Map<String, String> others) {
        return new KafkaConfig(bootstrapServers, topicPrefix, replicationFactor, partitions, others);
    }
}
