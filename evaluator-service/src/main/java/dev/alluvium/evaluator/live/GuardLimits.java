package dev.alluvium.evaluator.live;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much worse than the champion a challenger may be in what has no score; beyond it the experiment is aborted. Each limit is on the
 * difference of the arms' means: points for shares, natural logarithms of ratios for latency and length.
 */
public record GuardLimits(Map<ExperimentMetric, Double> limits) {
    /** Five points more failures or refusals, half as slow again, twice as long. */
    public static final GuardLimits DEFAULT = new GuardLimits(Map.of(
            ExperimentMetric.FAILURES,
            0.05,
            ExperimentMetric.REFUSALS,
            0.05,
            ExperimentMetric.LATENCY,
            Math.log(1.5),
            ExperimentMetric.LENGTH,
            Math.log(2)));

    public GuardLimits {
        limits = Map.copyOf(new EnumMap<>(limits));
    }

    /** What of {@code alpha} falls to each of them. */
    double share(double alpha) {
        return alpha / Math.max(1, limits.size());
    }

    /** One that is certainly beyond its limit. */
    Optional<MetricComparison> broken(List<MetricComparison> found) {
        return found.stream()
                .filter(each -> each.enough()
                        && each.difference().lower() > limits.getOrDefault(each.metric(), Double.POSITIVE_INFINITY))
                .findFirst();
    }
}
