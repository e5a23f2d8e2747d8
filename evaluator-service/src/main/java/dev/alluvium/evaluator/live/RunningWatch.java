package dev.alluvium.evaluator.live;

import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.knowledge.registry.ModelState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A watch that the registry wants. */
public record RunningWatch(String model, long generation, PromotionWatch watch) implements RunningTrial {
    /** The one of a model's champion. */
    static Optional<RunningWatch> of(ModelState model) {
        return Optional.ofNullable(model.watch())
                .map(watch -> new RunningWatch(model.model(), model.generation(), watch));
    }

    @Override
    public String id() {
        return watch.watch();
    }

    @Override
    public int champion() {
        return watch.baseline().version();
    }

    @Override
    public int challenger() {
        return watch.version();
    }

    @Override
    public Instant startedAt() {
        return watch.startedAt();
    }

    @Override
    public FollowedTrial begin() {
        return new LiveWatch(watch, GuardLimits.DEFAULT);
    }

    /** A replica that has not loaded the new champion yet still answers with the one before, which is not watched. */
    @Override
    public @Nullable Arm arm(int version) {
        return version == watch.version() ? Arm.CHALLENGER : null;
    }
}
