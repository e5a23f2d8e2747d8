package dev.alluvium.settings;

import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.binder.RecordBinder;
import org.jspecify.annotations.Nullable;

/**
 * The gate's thresholds. The defaults are for a base that says nothing about itself. Shares are in [0, 1].
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
        @Default("auto") GateMode profile,
        @Default("feed") ProbeTier evidence,
        NewFacts newFacts,
        Answers answers,
        MaxLoss maxLoss,
        @Default("5%") double stale,
        @Default("10%") double contradictions,
        @Default("95%") double confidence,
        @Default(GateConfig.MIN_FACTS) int minFacts,

        @LeftOut(GateConfig.FEW_FACTS_LEFT_OUT) @Nullable Integer fewFacts,

        SeedDeviation seedDeviation) {
    /** {@code min-facts} of gate, trigger and replay, where nothing is said. */
    static final String MIN_FACTS = "60";

    public static final GateConfig DEFAULT = RecordBinder.defaults(GateConfig.class);

    private static final int FEW_FACTS = 18;
    static final String FEW_FACTS_LEFT_OUT = "`" + FEW_FACTS + "`, at most `min-facts`";

    /**
     * Floor on the share of new facts known; gain as a share of what the champion got wrong.
     *
     * @param floor least share of new facts known, by its lower bound
     * @param gain least gain as a share of what the champion got wrong, by its lower bound
     */
    public record NewFacts(
            @Default("75%") double floor, @Default("50%") double gain) {
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
            @Default("75%") double belong,
            @Default("75%") double learnt,
            @Default("5%") double gain,
            @Default("2%") double rougeLoss) {
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
            @Default("10%") double earlier,
            @Default("5%") double general,
            @Default("20%") double answers) {
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
            @Default("0") double newFacts, @Default("0") double earlierFacts) {
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
    }

    /** {@code few-facts}, never more than {@code min-facts}: either may come from elsewhere than the other. */
    public int leastFewFacts() {
        return fewFacts(fewFacts, minFacts);
    }

    static int fewFacts(@Nullable Integer given, int minFacts) {
        return Math.min(minFacts, given == null ? FEW_FACTS : given);
    }

    /** Refuses what contradicts itself where both are given at one place. */
    static void check(Given<GateConfig> gate) {
        gate.value("minFacts", Integer.class)
                .ifPresent(least -> ConfigChecks.notAbove(
                        "gate.few-facts", gate.value("fewFacts", Integer.class).orElse(null), "min-facts", least));
    }
}
