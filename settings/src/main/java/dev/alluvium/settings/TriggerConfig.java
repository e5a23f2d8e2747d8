package dev.alluvium.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a round is cut: at so many records or tokens, when the oldest has waited so long, or when nothing came for so
 * long; but never below so many facts. A fact and its translations count as one, as for the gate.
 *
 * @param tokens of the model's own tokenizer; null for no limit, and then nobody counts them
 * @param maxWait null for never; left out it is six hours, written as {@code off} (zero) it is never
 * @param minFacts the least for every trigger but {@code maxWait}
 * @param fewFacts the least for {@code maxWait}
 * @param idle null for never, which {@code off} (zero) says too
 */
public record TriggerConfig(
        @Nullable Integer records,
        @Nullable Integer tokens,
        @Nullable Duration maxWait,
        @Nullable Duration idle,
        @Nullable Integer minFacts,
        @Nullable Integer fewFacts) {
    /** {@code trigger: off}: rounds are cut by hand alone. */
    public static final TriggerConfig OFF = new TriggerConfig(Integer.MAX_VALUE, null, Duration.ZERO, null, null, null);

    static final TriggerConfig DEFAULT = new TriggerConfig(null, null, null, null, null, null);

    public TriggerConfig {
        records = records == null ? Integer.valueOf(1000) : records;
        minFacts = minFacts == null ? Integer.valueOf(GateConfig.MIN_FACTS) : minFacts;
        ConfigChecks.notAbove("few-facts", fewFacts, "min-facts", minFacts);
        fewFacts = fewFacts == null ? Integer.valueOf(Math.min(GateConfig.FEW_FACTS, minFacts)) : fewFacts;
        maxWait = maxWait == null ? Duration.ofHours(6) : maxWait.isZero() ? null : maxWait;
        idle = idle == null || idle.isZero() ? null : idle;
        ConfigChecks.atLeast("records", records, 1);
        ConfigChecks.atLeast("tokens", tokens == null ? Integer.MAX_VALUE : tokens, 1);
        ConfigChecks.atLeast("min-facts", minFacts, 1);
        ConfigChecks.atLeast("few-facts", fewFacts, 1);
    }

    /** Of records and time alone. */
    public static TriggerConfig of(int records, @Nullable Duration maxWait, int minFacts) {
        return new TriggerConfig(records, null, maxWait, null, minFacts, null);
    }
}
