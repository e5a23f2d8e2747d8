package dev.alluvium.cli.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service cannot do it now and may be able to later: no answer, 429, 502, 503 or 504. */
public final class UnavailableException extends CliException {
    private final @Nullable Duration retryAfter;
    private final boolean lost;

    public UnavailableException(String message, @Nullable Duration retryAfter) {
        this(message, retryAfter, false);
    }

    /** @param lost whether somebody took the request, and the answer did not come */
    UnavailableException(String message, @Nullable Duration retryAfter, boolean lost) {
        super(message);
        this.retryAfter = retryAfter;
        this.lost = lost;
    }

    /** The same after a wait in vain. */
    UnavailableException after(Duration limit) {
        return new UnavailableException(getMessage() + "; gave up after " + limit.toSeconds() + " s", retryAfter, lost);
    }

    /** Whether somebody took the request, and the answer did not come. */
    boolean lost() {
        return lost;
    }

    /** When it asked to be asked again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
