package dev.alluvium.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        @Nullable String bootstrapServers,
        @Nullable String topicPrefix,
        @Nullable Integer replicationFactor,
        @Nullable Integer partitions,
        @Nullable Map<String, String> properties) {
    static final KafkaConfig DEFAULT = new KafkaConfig(null, null, null, null, null);

    public KafkaConfig {
        bootstrapServers = bootstrapServers == null ? "localhost:9092" : bootstrapServers;
        topicPrefix = topicPrefix == null ? "alluvium." : topicPrefix;
        replicationFactor = replicationFactor == null ? Integer.valueOf(1) : replicationFactor;
        partitions = partitions == null ? Integer.valueOf(12) : partitions;
        properties = properties == null ? Map.of() : Map.copyOf(properties);
        ConfigChecks.atLeast("replication-factor", replicationFactor, 1);
        ConfigChecks.atLeast("partitions", partitions, 1);
    }
}
