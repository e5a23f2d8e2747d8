package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.registry.ModelState;
import java.util.Optional;

/** An experiment that the registry wants, with the versions that it compares. */
public record RunningExperiment(String model, int champion, long generation, Canary canary) {
    /** The one that a model is in. */
    public static Optional<RunningExperiment> of(ModelState model) {
        return Optional.ofNullable(model.canary())
                .map(canary -> new RunningExperiment(model.model(), model.champion(), model.generation(), canary));
    }

    /** Names it among all experiments ever. */
    public String id() {
        return canary.experiment();
    }
}
