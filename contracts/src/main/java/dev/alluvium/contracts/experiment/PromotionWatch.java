package dev.alluvium.contracts.experiment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time after an experiment promoted a version in which users may still show that it is worse than the one before.
 *
 * @param watch its id, under which serving reports what it answers
 * @param version the champion that is watched
 * @param baseline what is known of the champion before, to which a rollback goes
 * @param plan of the experiment that it follows
 */
public record PromotionWatch(String watch, int version, Baseline baseline, TrialPlan plan, Instant startedAt) {
    /** When it ends if nothing is seen, to the second. */
    public Instant endsAt() {
        return startedAt.plus(plan.watchTime()).truncatedTo(ChronoUnit.SECONDS);
    }
}
