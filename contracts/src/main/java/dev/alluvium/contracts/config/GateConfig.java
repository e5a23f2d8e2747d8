package dev.alluvium.contracts.config;

import dev.alluvium.contracts.record.Tier;
import org.jspecify.annotations.Nullable;

/** The gate's thresholds; each one left out comes from the base's profile. Shares are in [0, 1]. */
public record GateConfig(
        @Nullable Tier evidence,
        @Nullable NewFacts newFacts,
        @Nullable MaxLoss maxLoss,
        @Nullable Double stale,
        @Nullable Double contradictions,
        @Nullable Double confidence,
        @Nullable Integer minFacts) {
    static final GateConfig PROFILE = new GateConfig(null, null, null, null, null, null, null);

    /** Floor on the share of new facts known; gain as a share of what the champion got wrong. */
    public record NewFacts(@Nullable Double floor, @Nullable Double gain) {
        public NewFacts {
            Checks.share("new-facts.floor", floor);
            Checks.share("new-facts.gain", gain);
        }
    }

    /** The largest loss that passes. */
    public record MaxLoss(
            @Nullable Double earlier, @Nullable Double general) {
        public MaxLoss {
            Checks.share("max-loss.earlier", earlier);
            Checks.share("max-loss.general", general);
        }
    }

    public GateConfig {
        Checks.share("stale", stale);
        Checks.share("contradictions", contradictions);
        Checks.share("confidence", confidence);
        Checks.positive("min-facts", minFacts);
    }

    /** This configuration, completed from {@code profile}. */
    public GateConfig over(GateConfig profile) {
        return new GateConfig(
                evidence != null ? evidence : profile.evidence,
                over(newFacts, profile.newFacts),
                over(maxLoss, profile.maxLoss),
                stale != null ? stale : profile.stale,
                contradictions != null ? contradictions : profile.contradictions,
                confidence != null ? confidence : profile.confidence,
                minFacts != null ? minFacts : profile.minFacts);
    }

    private static @Nullable NewFacts over(@Nullable NewFacts own, @Nullable NewFacts profile) {
        if (own == null || profile == null) {
            return own == null ? profile : own;
        }
        return new NewFacts(own.floor != null ? own.floor : profile.floor, own.gain != null ? own.gain : profile.gain);
    }

    private static @Nullable MaxLoss over(@Nullable MaxLoss own, @Nullable MaxLoss profile) {
        if (own == null || profile == null) {
            return own == null ? profile : own;
        }
        return new MaxLoss(
                own.earlier != null ? own.earlier : profile.earlier,
                own.general != null ? own.general : profile.general);
    }
}
