package dev.alluvium.trainer.trial;

import org.jspecify.annotations.Nullable;

/**
 * The result of a candidate on one rung.
 *
 * @param facts that it was trained on
 * @param uptake the geometric mean probability of the answers' tokens in wordings that were not trained, in [0, 1]
 * @param exact share of these answered exactly
 * @param retention how far general text is still as likely as before, in [0, 1]; 1 where there is none
 * @param failure the reason where it gave no adapter; then all shares are 0
 */
public record TrialResult(
        TrialCandidate candidate,
        int rung,
        int facts,
        double uptake,
        double exact,
        double retention,
        int steps,
        double seconds,
        @Nullable String failure) {
    /** What candidates are ranked by: what is learnt plus what is kept. */
    public double objective() {
        return uptake + retention;
    }
}
