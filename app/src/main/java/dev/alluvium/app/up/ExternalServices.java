package dev.alluvium.app.up;

import dev.alluvium.settings.binder.ConfigException;
import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which services the configuration names outside of this process; the others run in it.
 *
 * @param kafka whether the services use the configured brokers
 * @param objectStore whether they use the configured S3 server
 */
public record ExternalServices(boolean kafka, boolean objectStore) {
    private static final String BROKERS = "kafka.bootstrap-servers";
    private static final String STORE = "object-store.endpoint";
    private static final List<String> OF_BROKERS = List.of("replication-factor", "partitions", "properties");
    private static final List<String> OF_STORE = List.of("bucket", "access-key", "secret-key", "region");

    /** Everything runs in this process. */
    public static final ExternalServices NOTHING = new ExternalServices(false, false);

    /**
     * What a configuration file names: {@code kafka.bootstrap-servers} and {@code object-store.endpoint}.
     *
     * @throws ConfigException if it says something of a broker or a store that it does not name
     */
    public static ExternalServices of(Path config) {
        ExternalServices named =
                new ExternalServices(ConfigLoader.gives(config, BROKERS), ConfigLoader.gives(config, STORE));
        List<String> problems = new ArrayList<>();
        if (!named.kafka()) {
            problems.addAll(unused(config, "kafka", OF_BROKERS, BROKERS, "a Kafka"));
        }
        if (!named.objectStore()) {
            problems.addAll(unused(config, "object-store", OF_STORE, STORE, "an object store"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(config.toString(), problems);
        }
        return named;
    }

    /** Who writes these believes that they count; what runs in this process chooses its own. */
    private static List<String> unused(Path config, String part, List<String> keys, String address, String own) {
        return keys.stream()
                .map(key -> part + "." + key)
                .filter(key -> ConfigLoader.gives(config, key))
                .map(key -> key + ": is of no use, for `up` starts " + own + " of its own where " + address
                        + " is not given; add " + address + ", or leave " + key + " out")
                .toList();
    }
}
