package dev.alluvium.runtime.http;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long a server asks to be left alone: seconds or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {
    private static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /** Empty where the server says nothing, or nothing that can be read. */
    public static Optional<Duration> of(HttpResponse<?> response) {
        return response.headers().firstValue(HEADER).flatMap(value -> parse(value, Instant.now()));
    }

    static Optional<Duration> parse(String value, Instant now) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
