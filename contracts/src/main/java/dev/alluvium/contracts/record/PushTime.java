package dev.alluvium.contracts.record;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time that all records of one push share which name none of their own. The broker's append times differ by batch: of
 * several wordings of a fact in one file the later would supersede the earlier. Milliseconds since 1970, by admission's clock.
 */
public final class PushTime {
    /** The header of a message on the raw topic; never later than the broker's own time, so that nobody can write ahead. */
    public static final String MESSAGE_HEADER = "alluvium.pushed-at";

    /** The header of an answer that began a push, and of the requests that go on with it. */
    public static final String HTTP_HEADER = "Alluvium-Pushed-At";

    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    private PushTime() {}

    /** The time; nothing if {@code text} is none. */
    public static Optional<Instant> parse(@Nullable String text) {
        return text != null && MILLIS.matcher(text).matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text)))
                : Optional.empty();
    }

    /** How it is written. */
    public static String format(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
