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

    /** The same after a wait in vain. */
    UnavailableException after(Duration limit) {
        return new UnavailableException(getMessage() + "; gave up after " + limit.toSeconds() + " s", retryAfter);
    }

    /** When it asked to be asked again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
