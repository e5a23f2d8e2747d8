package dev.alluvium.trainer.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Successive halving (Jamieson and Talwalkar 2016): all candidates on a part of the facts, the better half on twice as
 * many, until the last rung has all facts. Each rung is a whole run with its own schedule: a run cut short would favour
 * high learning rates.
 */
public final class SuccessiveHalving {
    private final int rungs;

    /** Tries one candidate on the facts of a rung. */
    @FunctionalInterface
    public interface Attempt {
        TrialResult of(TrialCandidate candidate, int rung);
    }

    /** For so many candidates: the fewest rungs that end with at most two of them, and no more than {@code most}. */
    public SuccessiveHalving(int candidates, int most) {
        int needed = 1;
        for (int left = candidates; left > 2; left = (left + 1) / 2) {
            needed++;
        }
        this.rungs = Math.max(1, Math.min(needed, most));
    }

    /** Rungs in all. */
    public int rungs() {
        return rungs;
    }

    /** Of so many facts those of a rung, counted from 0. */
    public int facts(int rung, int all) {
        return Math.max(1, (int) Math.ceil(all / Math.pow(2, rungs - 1 - rung)));
    }

    /** Runs in all, for progress. */
    public int attempts(int candidates) {
        int sum = 0;
        int left = candidates;
        for (int rung = 0; rung < rungs; rung++) {
            sum += left;
            left = (left + 1) / 2;
        }
        return sum;
    }

    /** All results, the best first: those that came further before those that did not. */
    public List<TrialResult> run(List<TrialCandidate> candidates, Attempt attempt) {
        List<TrialResult> dropped = new ArrayList<>();
        List<TrialCandidate> left = candidates;
        for (int rung = 0; ; rung++) {
            int at = rung;
            List<TrialResult> ranked = left.stream()
                    .map(candidate -> attempt.of(candidate, at))
                    .sorted(Comparator.comparingDouble(TrialResult::objective).reversed())
                    .toList();
            if (rung == rungs - 1) {
                return Stream.concat(ranked.stream(), dropped.stream()).toList();
            }
            int kept = (ranked.size() + 1) / 2;
            dropped.addAll(0, ranked.subList(kept, ranked.size()));
            left = ranked.subList(0, kept).stream().map(TrialResult::candidate).toList();
        }
    }
}
