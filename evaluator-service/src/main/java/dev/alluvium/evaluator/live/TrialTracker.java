package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.serving.ServingOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tracks all running experiments and watches by one stream of outcomes. Not thread-safe. */
public final class TrialTracker {
    private final Map<String, Entry> byId = new LinkedHashMap<>();

    private record Entry(RunningTrial running, FollowedTrial live) {}

    /** An experiment and how it stands. */
    public record View(RunningTrial experiment, Assessment assessment) {}

    /** A board of these experiments, which have seen nothing yet. */
    public TrialTracker(Collection<? extends RunningTrial> experiments) {
        experiments.forEach(each -> byId.put(each.id(), new Entry(each, each.begin())));
    }

    /** Takes an outcome; what is about no experiment here changes nothing. */
    public void take(ServingOutcome outcome) {
        ServingOutcome.Served served = outcome.served();
        ServingOutcome.Report report = outcome.report();
        if (served != null) {
            Entry entry = byId.get(served.experiment());
            Arm arm = entry == null ? null : entry.running().arm(outcome.version());
            if (entry != null && arm != null) {
                entry.live()
                        .served(new ServedRequest(
                                outcome.request(),
                                served.unit(),
                                arm,
                                served.failed(),
                                served.refused(),
                                served.latencyMillis(),
                                served.tokens(),
                                served.agreement()));
            }
        } else if (report != null) {
            Double score = report.score() != null ? report.score() : LabelScores.of(report.label());
            byId.values().stream()
                    .filter(entry -> entry.running().model().equals(outcome.model()))
                    .forEach(entry -> entry.live().reported(outcome.request(), score));
        }
    }

    /** How each experiment stands. */
    public List<View> look(Instant now) {
        return byId.values().stream()
                .map(entry -> new View(entry.running(), entry.live().look(now)))
                .toList();
    }

    /** What is to be said of the experiments that are over. */
    public List<ExperimentConcluded> over(List<View> views, Instant now) {
        List<ExperimentConcluded> over = new ArrayList<>();
        for (View view : views) {
            Conclusion conclusion = view.assessment().conclusion();
            RunningTrial experiment = view.experiment();
            if (conclusion != null) {
                over.add(new ExperimentConcluded(
                        experiment.model(),
                        experiment.id(),
                        experiment.champion(),
                        experiment.challenger(),
                        experiment.generation(),
                        conclusion,
                        view.assessment().reason(),
                        conclusion.promotes() ? baseline(experiment) : null,
                        now));
            }
        }
        return over;
    }

    private @Nullable Baseline baseline(RunningTrial experiment) {
        Entry entry = byId.get(experiment.id());
        return entry == null
                ? null
                : entry.live().baseline(experiment.champion()).orElse(null);
    }
}
