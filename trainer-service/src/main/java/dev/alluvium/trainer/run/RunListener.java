package dev.alluvium.trainer.run;

import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;

/** Is told of a run's progress, on the run's thread. */
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** Texts for a new plan were asked for and chosen. */
    default void paraphrased(ParaphraseFigures figures) {}

    /**
     * The plan stands.
     *
     * @param done steps that earlier processes did
     */
    default void planned(RunPlan plan, int done) {}

    default void step(RecipeObserver.Step step) {}

    default void checkpointed(int step) {}
}
