package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.serving.ServingOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All experiments that run, fed from one stream of outcomes. Not thread-safe. */
public final class ExperimentBoard {
    private final Map<String, Entry> byId = new LinkedHashMap<>();

    private record Entry(RunningExperiment running, LiveExperiment live) {}

    /** An experiment and how it stands. */
    public record View(RunningExperiment experiment, Assessment assessment) {}

    /** A board of these experiments, which have seen nothing yet. */
    public ExperimentBoard(Collection<RunningExperiment> experiments) {
        experiments.forEach(each -> byId.put(each.id(), new Entry(each, new LiveExperiment(Plan.of(each.canary())))));
    }

    /** Takes an outcome; what is about no experiment here changes nothing. */
    public void take(ServingOutcome outcome) {
        ServingOutcome.Served served = outcome.served();
        ServingOutcome.Report report = outcome.report();
        if (served != null) {
            Entry entry = byId.get(served.experiment());
            if (entry != null) {
                Arm arm = outcome.version() == entry.running().canary().version() ? Arm.CHALLENGER : Arm.CHAMPION;
                entry.live()
                        .served(new Served(
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
    public static List<ExperimentConcluded> over(List<View> views, Instant now) {
        List<ExperimentConcluded> over = new ArrayList<>();
        for (View view : views) {
            Conclusion conclusion = view.assessment().conclusion();
            RunningExperiment experiment = view.experiment();
            if (conclusion != null) {
                over.add(new ExperimentConcluded(
                        experiment.model(),
                        experiment.id(),
                        experiment.champion(),
                        experiment.canary().version(),
                        experiment.generation(),
                        conclusion,
                        view.assessment().reason(),
                        now));
            }
        }
        return over;
    }
}
