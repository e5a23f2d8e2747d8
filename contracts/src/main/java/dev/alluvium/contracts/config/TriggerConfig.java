package dev.alluvium.contracts.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a round is cut: at so many records, or when the oldest has waited so long, but never below so many facts.
 *
 * @param maxWait null for never
 */
public record TriggerConfig(
        @Nullable Integer records,
        @Nullable Duration maxWait,
        @Nullable Integer minFacts) {
    static final TriggerConfig DEFAULT = new TriggerConfig(null, Duration.ofHours(6), null);

    public TriggerConfig {
        records = records == null ? Integer.valueOf(1000) : records;
        minFacts = minFacts == null ? Integer.valueOf(60) : minFacts;
        Checks.atLeast("records", records, 1);
        Checks.atLeast("min-facts", minFacts, 1);
    }
}
