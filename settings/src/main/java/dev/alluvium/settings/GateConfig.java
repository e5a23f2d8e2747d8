package dev.alluvium.settings;

import dev.alluvium.contracts.record.ProbeTier;
import org.jspecify.annotations.Nullable;

/**
 * The gate's thresholds; each one left out comes from the base's profile. Shares are in [0, 1].
 *
 * @param profile what a round is judged by
 * @param evidence the weakest tier of probes on which a version is promoted by itself
 * @param newFacts what must be known of the round's facts
 * @param answers what free-form answers and documents must reach
 * @param maxLoss the largest loss that passes
 * @param stale largest share of old values still answered
 * @param contradictions largest share of trusted-probed facts that records may contradict
 * @param confidence of the one-sided bounds
 * @param minFacts least number of new facts that the rules for rounds of any kind judge
 * @param fewFacts from so many new facts on, each with a trusted probe, a round below {@code minFacts} is judged too
 * @param seedDeviation how far the training seed moves the suites, measured on the base
 */
@WhenOff(remedy = "every version is judged; to decide on each yourself, write { evidence: trusted } and push no probes")
public record GateConfig(
        @Nullable GateMode profile,
        @Nullable ProbeTier evidence,
        @Nullable NewFacts newFacts,
        @Nullable Answers answers,
        @Nullable MaxLoss maxLoss,
        @Nullable Double stale,
        @Nullable Double contradictions,
        @Nullable Double confidence,
        @Nullable Integer minFacts,
        @Nullable Integer fewFacts,
        @Nullable SeedDeviation seedDeviation) {
    /** {@code min-facts} where nothing is said. */
    public static final int MIN_FACTS = 60;

    /** {@code few-facts} where nothing is said. */
    public static final int FEW_FACTS = 18;

    static final GateConfig PROFILE = new GateConfig(null, null, null, null, null, null, null, null, null, null, null);

    /**
     * Floor on the share of new facts known; gain as a share of what the champion got wrong.
     *
     * @param floor least share of new facts known, by its lower bound
     * @param gain least gain as a share of what the champion got wrong, by its lower bound
     */
    public record NewFacts(@Nullable Double floor, @Nullable Double gain) {
        public NewFacts {
            ConfigChecks.share("floor", floor);
            ConfigChecks.share("gain", gain);
        }
    }

    /**
     * What free-form answers and documents must reach.
     *
     * @param belong least share of pairs of which the champion, which never saw them, finds each text likelier in its own
     *     place than in the other's; 0 where the base knows too little of the language to tell
     * @param learnt the same share for the candidate
     * @param gain least fall of the texts' bits per byte, as a share of the champion's
     * @param rougeLoss largest fall of ROUGE-L
     */
    public record Answers(
            @Nullable Double belong,
            @Nullable Double learnt,
            @Nullable Double gain,
            @Nullable Double rougeLoss) {
        public Answers {
            ConfigChecks.share("belong", belong);
            ConfigChecks.share("learnt", learnt);
            ConfigChecks.share("gain", gain);
            ConfigChecks.share("rouge-loss", rougeLoss);
        }
    }

    /**
     * The largest loss that passes.
     *
     * @param earlier largest loss of earlier facts, by its upper bound
     * @param general largest loss of general facts
     * @param answers share of the base's own answers to general questions that may be lost, by its upper bound
     */
    public record MaxLoss(
            @Nullable Double earlier,
            @Nullable Double general,
            @Nullable Double answers) {
        public MaxLoss {
            ConfigChecks.share("answers", answers);
            ConfigChecks.share("earlier", earlier);
            ConfigChecks.share("general", general);
        }
    }

    /**
     * Standard deviation of a suite's mean between training seeds, in shares of its facts.
     *
     * @param newFacts of the share of new facts known
     * @param earlierFacts of the share of earlier facts known
     */
    public record SeedDeviation(
            @Nullable Double newFacts, @Nullable Double earlierFacts) {
        public SeedDeviation {
            ConfigChecks.share("new-facts", newFacts);
            ConfigChecks.share("earlier-facts", earlierFacts);
        }
    }

    public GateConfig {
        ConfigChecks.share("stale", stale);
        ConfigChecks.share("contradictions", contradictions);
        ConfigChecks.share("confidence", confidence);
        ConfigChecks.positive("min-facts", minFacts);
        ConfigChecks.positive("few-facts", fewFacts);
        ConfigChecks.notAbove("few-facts", fewFacts, "min-facts", minFacts);
    }

    /** This configuration, completed from that of the base's profile. */
    public GateConfig over(GateConfig base) {
        return new GateConfig(
                or(profile, base.profile),
                or(evidence, base.evidence),
                over(newFacts, base.newFacts),
                over(answers, base.answers),
                over(maxLoss, base.maxLoss),
                or(stale, base.stale),
                or(contradictions, base.contradictions),
                or(confidence, base.confidence),
                or(minFacts, base.minFacts),
                notAbove(or(fewFacts, base.fewFacts), or(minFacts, base.minFacts)),
                over(seedDeviation, base.seedDeviation));
    }

    /** {@code min-facts}, the default where nothing is said. */
    public int leastFacts() {
        return minFacts == null ? MIN_FACTS : minFacts;
    }

    /** {@code few-facts}, the default where nothing is said; never more than {@link #leastFacts()}. */
    public int leastFewFacts() {
        return Math.min(leastFacts(), fewFacts == null ? FEW_FACTS : fewFacts);
    }

    private static @Nullable NewFacts over(@Nullable NewFacts own, @Nullable NewFacts base) {
        return own == null || base == null
                ? or(own, base)
                : new NewFacts(or(own.floor, base.floor), or(own.gain, base.gain));
    }

    private static @Nullable Answers over(@Nullable Answers own, @Nullable Answers base) {
        return own == null || base == null
                ? or(own, base)
                : new Answers(
                        or(own.belong, base.belong),
                        or(own.learnt, base.learnt),
                        or(own.gain, base.gain),
                        or(own.rougeLoss, base.rougeLoss));
    }

    private static @Nullable MaxLoss over(@Nullable MaxLoss own, @Nullable MaxLoss base) {
        return own == null || base == null
                ? or(own, base)
                : new MaxLoss(
                        or(own.earlier, base.earlier), or(own.general, base.general), or(own.answers, base.answers));
    }

    private static @Nullable SeedDeviation over(@Nullable SeedDeviation own, @Nullable SeedDeviation base) {
        return own == null || base == null
                ? or(own, base)
                : new SeedDeviation(or(own.newFacts, base.newFacts), or(own.earlierFacts, base.earlierFacts));
    }

    private static @Nullable Integer notAbove(@Nullable Integer few, @Nullable Integer most) {
        return few == null || most == null ? few : Integer.valueOf(Math.min(few, most));
    }

    private static <T> @Nullable T or(@Nullable T own, @Nullable T base) {
        return own != null ? own : base;
    }
}
