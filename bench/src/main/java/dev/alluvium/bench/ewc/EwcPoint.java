package dev.alluvium.bench.ewc;

/**
 * One second round: its settings and what became of it. Shares are of probes in wordings that no training saw, answered
 * if every token is the likeliest.
 *
 * @param world the seed of the first round's facts; the second one's are of the same kind, about others
 * @param replay examples of the first round's facts, as a share of the second one's own
 * @param lambda the strength of EWC; 0 is off
 * @param uptake share of the second round's probes
 * @param before share of the first round's probes before the second round
 * @param retained the same after it
 * @param seconds of the second round's training
 */
public record EwcPoint(
        long world, double replay, double lambda, double uptake, double before, double retained, double seconds) {}
