package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.evaluator.live.Assessment.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides when a watch is over: by a guard, by the score, or by the clock. */
record PromotionWatchRules(PromotionWatch watch, GuardLimits guards, Instant now) {
    Assessment assess(List<MetricComparison> found, Counts counts) {
        String back = "version " + watch.version() + " is rolled back to version "
                + watch.baseline().version() + " and its rounds go to quarantine";
        Optional<MetricComparison> broken = guards.broken(found);
        if (broken.isPresent()) {
            String reason = broken.get().describe() + ", beyond the guard";
            return new Assessment(Conclusion.GUARD_BROKEN, reason, back, found, counts);
        }
        Optional<MetricComparison> score = found.stream()
                .filter(each -> each.metric() == ExperimentMetric.SCORE && each.enough())
                .findFirst();
        if (score.isPresent() && score.get().difference().upper() < 0) {
            return new Assessment(Conclusion.WORSE, score.get().describe(), back, found, counts);
        }
        String seen = score.map(PromotionWatchRules::power).orElseGet(() -> unscored(counts));
        return now.isBefore(watch.endsAt())
                ? new Assessment(
                        null, seen, "watched until " + watch.endsAt() + "; if clearly worse, " + back, found, counts)
                : new Assessment(
                        Conclusion.PASSED, seen, "version " + watch.version() + " stays champion", found, counts);
    }

    private static String power(MetricComparison score) {
        return score.describe()
                + String.format(Locale.ROOT, "; a loss of %.3f would show 8 times in 10", score.detectable());
    }

    private static String unscored(Counts counts) {
        return "fewer than " + LiveExperiment.LEAST_UNITS + " users with a score before or since; no guard broke over "
                + counts.units() + " units";
    }
}
