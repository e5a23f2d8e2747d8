package dev.alluvium.app.up;

import dev.alluvium.contracts.config.AccumulatorConfig;
import dev.alluvium.contracts.config.AlluviumConfig;
import dev.alluvium.contracts.config.HttpConfig;
import dev.alluvium.contracts.config.HttpConfig.TokenConfig;
import dev.alluvium.contracts.config.KafkaConfig;
import dev.alluvium.contracts.config.ObjectStoreConfig;
import dev.alluvium.contracts.config.Role;
import dev.alluvium.contracts.config.TrustConfig;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The user's configuration, pointed at the parts that run in this process. */
final class LocalConfig {
    private static final int PARTITIONS = 3;

    private LocalConfig() {}

    static AlluviumConfig of(AlluviumConfig given, DataDirectory directory, EmbeddedKafka kafka, EmbeddedS3 s3) {
        KafkaConfig topics = Objects.requireNonNull(given.kafka());
        HttpConfig http = Objects.requireNonNull(given.http());
        Map<String, TokenConfig> tokens = new HashMap<>(Objects.requireNonNull(http.tokens()));
        tokens.put("admin", new TokenConfig(directory.token(), Role.ADMIN));
        return given.with(
                        new KafkaConfig(kafka.bootstrapServers(), topics.topicPrefix(), 1, PARTITIONS, Map.of()),
                        new ObjectStoreConfig(s3.endpoint(), null, s3.accessKey(), s3.secretKey(), null),
                        new HttpConfig(http.host(), http.port(), tokens),
                        new TrustConfig("keys"))
                .withAccumulator(AccumulatorConfig.of("checkpoints", Duration.ofSeconds(1), 1));
    }
}
