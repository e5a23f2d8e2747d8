package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.evaluator.live.Assessment.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides when an experiment is over, the most alarming reason first: a broken split, a guard, a score, the clock.
 */
record ExperimentRules(ExperimentPlan plan, Instant now) {
    private static final String UNDECIDED =
            "the champion stays; an operator promotes or rejects the challenger, or starts again with more traffic";

    Assessment assess(List<MetricComparison> found, Counts counts, boolean splitBroken, boolean crossedTooMany) {
        if (splitBroken || crossedTooMany) {
            return concluded(
                    Conclusion.BROKEN_SPLIT,
                    splitBroken
                            ? "units do not arrive as the share of " + percent(plan.share()) + " says"
                            : counts.crossed() + " of " + (counts.units() + counts.crossed())
                                    + " units were seen in both arms",
                    "the champion stays; look for what routes or drops requests by version, then start again",
                    found,
                    counts);
        }
        Optional<MetricComparison> broken = plan.guards().broken(found);
        if (broken.isPresent()) {
            return concluded(
                    Conclusion.GUARD_BROKEN,
                    broken.get().describe() + ", beyond the guard",
                    "the challenger is taken back and its rounds go to quarantine",
                    found,
                    counts);
        }
        Optional<MetricComparison> score = found.stream()
                .filter(each -> each.metric() == ExperimentMetric.SCORE)
                .findFirst();
        return plan.guardsOnly()
                ? byGuards(found, counts)
                : score.flatMap(each -> byScore(each, found, counts)).orElseGet(() -> byClock(score, found, counts));
    }

    private Assessment byGuards(List<MetricComparison> found, Counts counts) {
        boolean watched = found.stream().anyMatch(each -> each.metric() == ExperimentMetric.FAILURES && each.enough());
        if (now.isBefore(plan.endsAt())) {
            String next = "waits for " + plan.endsAt() + "; a broken guard ends it at once";
            return new Assessment(null, "no guard is broken", next, found, counts);
        }
        return watched && plan.shadow()
                ? concluded(
                        Conclusion.INCONCLUSIVE,
                        "no guard broke over " + counts.units() + " units in the shadow" + agreement(found),
                        "the champion stays; an operator promotes the challenger, tries it on users, or rejects it",
                        found,
                        counts)
                : byGuardsOnUsers(watched, found, counts);
    }

    private static String agreement(List<MetricComparison> found) {
        return found.stream()
                .filter(each -> each.metric() == ExperimentMetric.AGREEMENT)
                .map(each -> ", " + percent(each.challenger()) + " of the answers are the champion's")
                .findFirst()
                .orElse("");
    }

    private Assessment byGuardsOnUsers(boolean watched, List<MetricComparison> found, Counts counts) {
        return watched
                ? concluded(
                        Conclusion.GUARDS_HELD,
                        "no guard broke over " + counts.units() + " units",
                        "the challenger becomes champion",
                        found,
                        counts)
                : concluded(
                        Conclusion.INCONCLUSIVE,
                        "fewer than " + LiveExperiment.LEAST_UNITS + " units in an arm, and the time is over",
                        UNDECIDED,
                        found,
                        counts);
    }

    private Optional<Assessment> byScore(MetricComparison score, List<MetricComparison> found, Counts counts) {
        if (!score.enough()) {
            return Optional.empty();
        }
        if (score.difference().upper() < 0) {
            return Optional.of(concluded(
                    Conclusion.WORSE,
                    score.describe(),
                    "the challenger is taken back and its rounds go to quarantine",
                    found,
                    counts));
        }
        return score.difference().lower() > 0 && score.units() >= plan.minOutcomes()
                ? Optional.of(concluded(
                        Conclusion.BETTER, score.describe(), "the challenger becomes champion", found, counts))
                : Optional.empty();
    }

    private Assessment byClock(Optional<MetricComparison> score, List<MetricComparison> found, Counts counts) {
        String seen = score.map(MetricComparison::describe).orElse("no score was reported in both arms");
        if (!now.isBefore(plan.endsAt())) {
            return concluded(Conclusion.INCONCLUSIVE, seen + ", and the time is over", UNDECIDED, found, counts);
        }
        long units = score.map(MetricComparison::units).orElse(0L);
        String waits = units < plan.minOutcomes()
                ? "waits for " + plan.minOutcomes() + " units with a score, has " + units
                : "waits for a difference that excludes 0";
        return new Assessment(null, seen, waits + "; ends at " + plan.endsAt(), found, counts);
    }

    private static Assessment concluded(
            Conclusion conclusion, String reason, String next, List<MetricComparison> found, Counts counts) {
        return new Assessment(conclusion, reason, next, found, counts);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
