package dev.alluvium.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A place whose files are read as they appear, each once.
 *
 * @param path a directory of the service, or {@code s3://BUCKET/PREFIX} in the installation's bucket
 * @param model of records that name none
 * @param source of records that name none
 * @param every how often to look
 */
public record WatchedFilesConfig(
        String path,
        @Nullable String model,
        @Nullable String source,
        @Default("10s") Duration every) {
    public WatchedFilesConfig {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every=" + every + ": must be greater than 0; try 10s");
        }
    }
}
