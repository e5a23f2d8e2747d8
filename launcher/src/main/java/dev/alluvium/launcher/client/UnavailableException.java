package dev.alluvium.launcher.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service cannot do it now and may be able to later: no answer, 429, 502, 503 or 504. */
public final class UnavailableException extends CliException {
    private final @Nullable Duration retryAfter;

    public UnavailableException(String message, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When it asked to be asked again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
