package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.stats.SeedSpread;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.GateMode;

/**
 * A complete gate configuration. Shares are in [0, 1].
 *
 * @param profile what the round is judged by
 * @param evidence the weakest tier that may promote by itself
 * @param floor least share of new facts known, by its lower bound
 * @param gain least gain as a share of what the champion got wrong, by its lower bound
 * @param answers what free-form answers and documents must reach
 * @param earlierLoss largest loss of earlier facts, by its upper bound
 * @param generalLoss largest loss of general facts
 * @param answersLoss largest share of the base's own answers that may be lost, by its upper bound
 * @param stale largest share of old values still answered
 * @param contradictions largest share of trusted-probed facts that records may contradict
 * @param confidence of the one-sided bounds
 * @param minFacts least number of new facts that every rule can judge
 * @param fewFacts from so many on, each with a trusted probe, {@link SmallRounds} judges; never above {@code minFacts}
 * @param seeds what the training seed adds to the bounds
 */
public record Thresholds(
        GateMode profile,
        ProbeTier evidence,
        double floor,
        double gain,
        Answers answers,
        double earlierLoss,
        double generalLoss,
        double answersLoss,
        double stale,
        double contradictions,
        double confidence,
        int minFacts,
        int fewFacts,
        Seeds seeds) {

    /** What the training seed adds to the bounds over new and over earlier facts. */
    public record Seeds(SeedSpread newFacts, SeedSpread earlierFacts) {
        static final Seeds NONE = new Seeds(SeedSpread.NONE, SeedSpread.NONE);

        static Seeds of(GateConfig.SeedDeviation config) {
            return new Seeds(new SeedSpread(config.newFacts()), new SeedSpread(config.earlierFacts()));
        }
    }

    /**
     * What free-form answers and documents must reach.
     *
     * @param belong least share of pairs that fit for the champion, by its lower bound
     * @param learnt least share of pairs that fit for the candidate, by its lower bound
     * @param gain least relative fall of bits per byte, by its lower bound
     * @param rougeLoss largest fall of ROUGE-L, by its upper bound
     */
    public record Answers(double belong, double learnt, double gain, double rougeLoss) {
        static Answers of(GateConfig.Answers config) {
            return new Answers(config.belong(), config.learnt(), config.gain(), config.rougeLoss());
        }
    }

    public Thresholds {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "gate.confidence=" + confidence + ": must be above 50% and below 100%; try 95%");
        }
        // reports from before there were small rounds, and before a base was asked itself, have none
        answersLoss =
                answersLoss > 0 ? answersLoss : GateConfig.DEFAULT.maxLoss().answers();
        fewFacts = fewFacts < 1 ? minFacts : fewFacts;
        if (minFacts < 1) {
            throw new IllegalArgumentException("gate.min-facts=" + minFacts + ": must be at least 1; try 60");
        }
    }

    /** The thresholds of a whole configuration. */
    public static Thresholds of(GateConfig config) {
        return new Thresholds(
                config.profile(),
                config.evidence(),
                config.newFacts().floor(),
                config.newFacts().gain(),
                Answers.of(config.answers()),
                config.maxLoss().earlier(),
                config.maxLoss().general(),
                config.maxLoss().answers(),
                config.stale(),
                config.contradictions(),
                config.confidence(),
                config.minFacts(),
                config.leastFewFacts(),
                Seeds.of(config.seedDeviation()));
    }
}
