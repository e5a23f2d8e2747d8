package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Baseline.Sample;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.experiment.TrialPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The watch of a new champion: what it is worth to its users now, against what the champion before was worth to its own in the
 * experiment that ended. Not thread-safe.
 *
 * <p>One side is a finished sample. Its variance is part of that of the difference from the first look on, so the estimate is a
 * Brownian motion in the information 1/V as in {@link ConfidenceSequence}, of which the looks see the later part; that the same users
 * are in both samples makes the interval wider than it need be. What changes for all versions alike after the experiment, such as
 * harder questions or a slower machine, counts against the version that is watched.
 */
public final class LiveWatch implements FollowedTrial {
    private final PromotionWatch watch;
    private final GuardLimits guards;
    private final ArmObservations seen = new ArmObservations(arm -> {});

    public LiveWatch(PromotionWatch watch, GuardLimits guards) {
        this.watch = watch;
        this.guards = guards;
    }

    @Override
    public void served(ServedRequest request) {
        seen.served(request);
    }

    @Override
    public void reported(String request, @Nullable Double score) {
        seen.reported(request, score);
    }

    @Override
    public Assessment look(Instant now) {
        List<MetricComparison> found = new ArrayList<>();
        for (ExperimentMetric metric : ExperimentMetric.values()) {
            Sample before = watch.baseline().metrics().get(metric.code());
            Sample since = seen.sample(Arm.CHALLENGER, metric);
            if (before != null && since.units() > 0) {
                found.add(MetricComparison.of(metric, before, since, sequence(metric, before)));
            }
        }
        return new PromotionWatchRules(watch, guards, now).assess(found, seen.counts());
    }

    private ConfidenceSequence sequence(ExperimentMetric metric, Sample before) {
        TrialPlan plan = watch.plan();
        double alpha = plan.alpha();
        return ConfidenceSequence.narrowestAt(
                ExperimentPlan.information(before.units(), plan.minOutcomes()),
                metric == ExperimentMetric.SCORE ? alpha : guards.share(alpha));
    }

    @Override
    public Optional<Baseline> baseline(int champion) {
        return Optional.empty();
    }
}
