package dev.alluvium.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a round is cut: at so many records or tokens, when the oldest has waited so long, or when nothing came for so
 * long; but never below so many facts. A fact and its translations count as one, as for the gate.
 * A time that is off is null.
 *
 * @param records accepted records at which a round is cut
 * @param tokens of the model's own tokenizer; without a limit nobody counts them
 * @param maxWait how long the oldest record waits at most; {@code off} for ever
 * @param idle how long nothing comes; {@code off} for never
 * @param minFacts the least for every trigger but {@code maxWait}
 * @param fewFacts the least for {@code maxWait}
 */
public record TriggerConfig(
        @Nullable Integer records,
        @LeftOut("no limit") @Nullable Integer tokens,
        @Nullable Duration maxWait,
        @LeftOut("`off`") @Nullable Duration idle,
        @Nullable Integer minFacts,

        @LeftOut("`18`, or `min-facts` where that is less") @Nullable Integer fewFacts) {
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
