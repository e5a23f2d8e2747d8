package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
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
        @Default("1000") int records,
        @LeftOut("no limit") @Nullable Integer tokens,
        @Default("6h") @Nullable Duration maxWait,
        @LeftOut("`off`") @Nullable Duration idle,
        @Default(GateConfig.MIN_FACTS) int minFacts,

        @LeftOut(GateConfig.FEW_FACTS_LEFT_OUT) @Nullable Integer fewFacts) {
    public static final TriggerConfig DEFAULT = RecordBinder.defaults(TriggerConfig.class);

    /** {@code trigger: off}: rounds are cut by hand alone. */
    public static final TriggerConfig OFF = of(Integer.MAX_VALUE, null, DEFAULT.minFacts);

    public TriggerConfig {
        ConfigChecks.notAbove("few-facts", fewFacts, "min-facts", minFacts);
        maxWait = maxWait == null || maxWait.isZero() ? null : maxWait;
        idle = idle == null || idle.isZero() ? null : idle;
        ConfigChecks.atLeast("records", records, 1);
        ConfigChecks.atLeast("tokens", tokens == null ? Integer.MAX_VALUE : tokens, 1);
        ConfigChecks.atLeast("min-facts", minFacts, 1);
        ConfigChecks.atLeast("few-facts", GateConfig.fewFacts(fewFacts, minFacts), 1);
    }

    /** {@code few-facts}, never more than {@code min-facts}. */
    public int leastFewFacts() {
        return GateConfig.fewFacts(fewFacts, minFacts);
    }

    /** Of records and time alone; without a wait, never after one. */
    public static TriggerConfig of(int records, @Nullable Duration maxWait, int minFacts) {
        return new TriggerConfig(records, null, maxWait, null, minFacts, null);
    }
}
