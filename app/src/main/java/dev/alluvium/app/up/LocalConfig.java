package dev.alluvium.app.up;

import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.settings.AccumulatorConfig;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.TrustConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The user's configuration, completed by the parts that run in this process. */
final class LocalConfig {
    private static final int PARTITIONS = 3;

    private LocalConfig() {}

    static KafkaConfig kafka(KafkaConfig given, EmbeddedKafka broker) {
        return new KafkaConfig(broker.bootstrapServers(), given.topicPrefix(), 1, PARTITIONS, Map.of());
    }

    static ObjectStoreConfig objectStore(EmbeddedS3 s3) {
        return new ObjectStoreConfig(s3.endpoint(), null, s3.accessKey(), s3.secretKey(), null);
    }

    static AlluviumConfig of(
            AlluviumConfig given, DataDirectory directory, KafkaConfig kafka, ObjectStoreConfig objectStore) {
        HttpConfig http = Objects.requireNonNull(given.http());
        Map<String, TokenConfig> tokens = new HashMap<>(Objects.requireNonNull(http.tokens()));
        tokens.put("admin", new TokenConfig(directory.token(), Role.ADMIN));
        return given.with(kafka, objectStore, new HttpConfig(http.host(), http.port(), tokens), new TrustConfig("keys"))
                .withAccumulator(AccumulatorConfig.of("checkpoints", Duration.ofSeconds(1), 1));
    }
}
