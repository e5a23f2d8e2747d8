package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a base's chat template leaves open.
 *
 * @param think of R1-style bases: {@code empty} trains every answer with an empty think block (the default), {@code keep}
 *     trains what a record thinks
 * @param date what the template's {@code strftime_now} says, such as 2024-07-26 (the default)
 */
public record TemplateConfig(
        @LeftOut("`empty`") @Nullable String think,
        @LeftOut("`2024-07-26`") @Nullable String date) {
    public TemplateConfig {
        if (think != null && !think.equals("empty") && !think.equals("keep")) {
            throw new IllegalArgumentException("think=" + think + ": must be empty or keep; leave it out for empty");
        }
        if (date != null && !date.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException("date=" + date + ": must be a date such as 2024-07-26");
        }
    }
}
