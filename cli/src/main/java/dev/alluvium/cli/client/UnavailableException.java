package dev.alluvium.cli.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service cannot do it now and may be able to later: no answer, 429, 502, 503 or 504. */
public final class UnavailableException extends CliException {
    private final @Nullable Duration retryAfter;
    private final Away away;

    /** What is known of a service that did not do it. */
    public enum Away {
        /** Nobody listens there. */
        REFUSED,
        /** Somebody took the request, and the answer did not come. */
        LOST,
        /** It said so, or takes long. */
        BUSY
    }

    public UnavailableException(String message, @Nullable Duration retryAfter) {
        this(message, retryAfter, Away.BUSY);
    }

    UnavailableException(String message, @Nullable Duration retryAfter, Away away) {
        super(message);
        this.retryAfter = retryAfter;
        this.away = away;
    }

    /** The same after a wait in vain. */
    UnavailableException after(Duration limit) {
        return new UnavailableException(getMessage() + "; gave up after " + limit.toSeconds() + " s", retryAfter, away);
    }

    /** Whether somebody took the request, and the answer did not come. */
    boolean lost() {
        return away == Away.LOST;
    }

    /** Whether nobody listens there. */
    public boolean refused() {
        return away == Away.REFUSED;
    }

    /** When it asked to be asked again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
