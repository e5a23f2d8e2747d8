package dev.alluvium.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The process that reads documents.
 *
 * @param timeout of one document
 * @param memory heap of the process, as Java's -Xmx takes it
 */
public record DocumentsConfig(
        @Nullable Duration timeout, @Nullable String memory) {
    static final DocumentsConfig DEFAULT = new DocumentsConfig(null, null);

    public DocumentsConfig {
        timeout = timeout == null ? Duration.ofSeconds(60) : timeout;
        memory = memory == null ? "256m" : memory;
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout=" + timeout + ": must be greater than 0; try 60s");
        }
        if (!memory.matches("[1-9][0-9]{0,5}[kmgKMG]")) {
            throw new IllegalArgumentException("memory=" + memory + ": must be a size such as 256m");
        }
    }
}
