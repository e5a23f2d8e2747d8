package dev.alluvium.app.up;

import dev.alluvium.settings.binder.ConfigLoader;
import java.nio.file.Path;

/**
 * Which services the configuration names outside of this process; the others run in it.
 *
 * @param kafka whether the services use the configured brokers
 * @param objectStore whether they use the configured S3 server
 */
public record ExternalServices(boolean kafka, boolean objectStore) {
    /** Everything runs in this process. */
    public static final ExternalServices NOTHING = new ExternalServices(false, false);

    /** What a configuration file names: {@code kafka.bootstrap-servers} and {@code object-store.endpoint}. */
    public static ExternalServices of(Path config) {
        return new ExternalServices(
                ConfigLoader.gives(config, "kafka.bootstrap-servers"),
                ConfigLoader.gives(config, "object-store.endpoint"));
    }
}
