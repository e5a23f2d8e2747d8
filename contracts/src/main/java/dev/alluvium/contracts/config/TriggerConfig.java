package dev.alluvium.contracts.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a round is cut: at so many records, or when the oldest has waited so long, but never below so many facts.
 *
 * @param maxWait null for never; left out it is six hours, written as {@code off} (zero) it is never
 */
public record TriggerConfig(
        @Nullable Integer records,
        @Nullable Duration maxWait,
        @Nullable Integer minFacts) {
    static final TriggerConfig DEFAULT = new TriggerConfig(null, null, null);

    public TriggerConfig {
        records = records == null ? Integer.valueOf(1000) : records;
        minFacts = minFacts == null ? Integer.valueOf(60) : minFacts;
        maxWait = maxWait == null ? Duration.ofHours(6) : maxWait.isZero() ? null : maxWait;
        Checks.atLeast("records", records, 1);
        Checks.atLeast("min-facts", minFacts, 1);
    }
}
