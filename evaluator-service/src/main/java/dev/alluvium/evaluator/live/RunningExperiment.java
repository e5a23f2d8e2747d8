package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.knowledge.registry.ModelState;
import java.time.Instant;
import java.util.Optional;

/** An experiment that the registry wants, with the versions that it compares. */
public record RunningExperiment(String model, int champion, long generation, Canary canary) implements RunningTrial {
    /** The one that a model is in. */
    static Optional<RunningExperiment> of(ModelState model) {
        return Optional.ofNullable(model.canary())
                .map(canary -> new RunningExperiment(model.model(), model.champion(), model.generation(), canary));
    }

    @Override
    public String id() {
        return canary.experiment();
    }

    @Override
    public int challenger() {
        return canary.version();
    }

    @Override
    public Instant startedAt() {
        return canary.startedAt();
    }

    @Override
    public FollowedTrial begin() {
        return new LiveExperiment(ExperimentPlan.of(canary));
    }

    @Override
    public Arm arm(int version) {
        return version == canary.version() ? Arm.CHALLENGER : Arm.CHAMPION;
    }
}
