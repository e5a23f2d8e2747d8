package dev.alluvium.evaluator.live;

import dev.alluvium.knowledge.registry.ModelState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An experiment or a watch that the registry wants to have followed. */
public sealed interface RunningTrial permits RunningExperiment, RunningWatch {
    String model();

    /** Names it among all experiments and watches ever. */
    String id();

    /** The version that is or was champion beside the one in question. */
    int champion();

    /** The version in question. */
    int challenger();

    /** Of the desired state in which it runs. */
    long generation();

    Instant startedAt();

    /** What takes its outcomes, which has seen none yet. */
    FollowedTrial begin();

    /** The arm that {@code version} answers in; null if it has no part in it. */
    @Nullable Arm arm(int version);

    /** What a model is in, if anything. */
    static Optional<RunningTrial> of(ModelState model) {
        return RunningExperiment.of(model).map(RunningTrial.class::cast).or(() -> RunningWatch.of(model));
    }
}
