package dev.alluvium.app.up;

import dev.alluvium.embedded.BrokerLogin;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.settings.AccumulatorConfig;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.HttpConfig.TokenConfig;
import dev.alluvium.settings.KafkaConfig;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.settings.binder.ConfigException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The user's configuration, completed by the parts that run in this process. */
final class LocalConfig {
    private static final int PARTITIONS = 3;
    private static final String ADMIN = "admin";
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);

    private LocalConfig() {}

    static KafkaConfig kafka(KafkaConfig given, EmbeddedKafka broker, BrokerLogin login) {
        return new KafkaConfig(broker.bootstrapServers(), given.topicPrefix(), 1, PARTITIONS, login.clientProperties());
    }

    static ObjectStoreConfig objectStore(EmbeddedS3 s3) {
        return ObjectStoreConfig.of(s3.endpoint(), ObjectStoreConfig.BUCKET, s3.accessKey(), s3.secretKey());
    }

    static AlluviumConfig of(
            AlluviumConfig given, DataDirectory directory, KafkaConfig kafka, ObjectStoreConfig objectStore) {
        HttpConfig http = given.http();
        Map<String, TokenConfig> tokens = new HashMap<>(http.tokens());
        tokens.put(ADMIN, new TokenConfig(token(tokens.get(ADMIN), directory), Role.ADMIN));
        return given.with(kafka, objectStore, http.with(tokens), given.trust())
                .withAccumulator(accumulator(given.accumulator()));
    }

    /** The one that the configuration names, else the directory's own. */
    private static String token(@Nullable TokenConfig configured, DataDirectory directory) {
        if (configured == null) {
            return directory.token();
        }
        if (configured.role() != Role.ADMIN) {
            throw new ConfigException(
                    "http.tokens",
                    List.of("admin.role=" + configured.role().name().toLowerCase(Locale.ROOT)
                            + ": must be admin, for commands on the data directory use this token; give another name to a token"
                            + " with another role"));
        }
        return directory.useToken(configured.token());
    }

    /** One machine's disk is faster than what the usual interval allows for; what else was chosen stays. */
    private static AccumulatorConfig accumulator(AccumulatorConfig given) {
        Duration usual = AlluviumConfig.defaults().accumulator().checkpointInterval();
        return new AccumulatorConfig(
                given.checkpointDirectory(),
                Objects.equals(given.checkpointInterval(), usual) ? CHECKPOINTS : given.checkpointInterval(),
                given.parallelism(),
                given.duplicateRetention(),
                given.duplicateRecords());
    }
}
