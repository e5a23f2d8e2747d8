package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Baseline.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One experiment, as the fold of its outcomes: the same outcomes in the same order give the same assessment. Not thread-safe. */
public final class LiveExperiment implements FollowedTrial {
    /** Units per arm below which the asymptotics of the bounds are not trusted. */
    static final int LEAST_UNITS = 30;

    /** Chance of a false alarm about the split. */
    private static final double SPLIT_ALPHA = 0.001;

    /** Share of units that may cross arms before the split counts as broken. */
    private static final double MOST_CROSSED = 0.01;

    private final ExperimentPlan plan;
    private final ConfidenceSequence scores;
    private final ConfidenceSequence guards;
    private final SampleRatioCheck split;
    private final ArmObservations seen;

    public LiveExperiment(ExperimentPlan plan) {
        this.plan = plan;
        this.scores = plan.sequence(plan.alpha());
        this.guards = plan.sequence(plan.guards().share(plan.alpha()));
        this.split = new SampleRatioCheck(plan.share());
        this.seen = new ArmObservations(split::arrived);
    }

    /** The operator changed the share; who was assigned stays so. */
    public void shareChanged(double share) {
        split.changeTo(share);
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
            MetricComparison comparison = MetricComparison.of(
                    metric,
                    seen.sample(Arm.CHAMPION, metric),
                    seen.sample(Arm.CHALLENGER, metric),
                    metric == ExperimentMetric.SCORE ? scores : guards);
            if (comparison.champions() > 0 && comparison.challengers() > 0) {
                found.add(comparison);
            }
        }
        return new ExperimentRules(plan, now)
                .assess(found, seen.counts(), split.broken(SPLIT_ALPHA), seen.crossed(MOST_CROSSED, LEAST_UNITS));
    }

    @Override
    public Optional<Baseline> baseline(int champion) {
        TreeMap<String, Sample> metrics = new TreeMap<>();
        for (ExperimentMetric metric : ExperimentMetric.values()) {
            Sample sample = seen.sample(Arm.CHAMPION, metric);
            if (sample.units() > 0) {
                metrics.put(metric.code(), sample);
            }
        }
        return Optional.of(new Baseline(champion, metrics));
    }
}
