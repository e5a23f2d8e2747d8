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
public final class LiveWatch implements Followed {
    private final PromotionWatch watch;
    private final Guards guards;
    private final Observations seen = new Observations(arm -> {});

    public LiveWatch(PromotionWatch watch, Guards guards) {
        this.watch = watch;
        this.guards = guards;
    }

    @Override
    public void served(Served request) {
        seen.served(request);
    }

    @Override
    public void reported(String request, @Nullable Double score) {
        seen.reported(request, score);
    }

    @Override
    public Assessment look(Instant now) {
        List<Comparison> found = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Sample before = watch.baseline().metrics().get(metric.code());
            Sample since = seen.sample(Arm.CHALLENGER, metric);
            if (before != null && since.units() > 0) {
                found.add(Comparison.of(metric, before, since, sequence(metric, before)));
            }
        }
        return new PromotionWatchRules(watch, guards, now).assess(found, seen.counts());
    }

    private ConfidenceSequence sequence(Metric metric, Sample before) {
        TrialPlan plan = watch.plan();
        double alpha = plan.alpha();
        return ConfidenceSequence.narrowestAt(
                Plan.information(before.units(), plan.minOutcomes()),
                metric == Metric.SCORE ? alpha : guards.share(alpha));
    }

    @Override
    public Optional<Baseline> baseline(int champion) {
        return Optional.empty();
    }
}
