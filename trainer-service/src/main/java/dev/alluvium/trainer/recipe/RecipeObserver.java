package dev.alluvium.trainer.recipe;

import dev.alluvium.model.TrainingSnapshot;
import java.util.function.Supplier;

/** Sees every step of a run, may keep its state and may end it. Called on the training thread. */
@FunctionalInterface
public interface RecipeObserver {
    /** Sees nothing and never stops. */
    RecipeObserver NONE = (step, state) -> Wish.CONTINUE;

    /** What the observer wants next. */
    enum Wish {
        CONTINUE,
        STOP
    }

    /**
     * After each step.
     *
     * @param state copies the training state; costly, so only for a checkpoint
     */
    Wish after(Step step, Supplier<TrainingSnapshot> state);

    /**
     * One step.
     *
     * @param of all steps of the run
     * @param epoch counted from 0
     * @param tokens of this step's batch, without padding
     */
    record Step(
            int of,
            int epoch,
            int tokens,
            double loss,
            double learningRate,
            double gradientNorm,
            RunMeasurements tally) {}
}
