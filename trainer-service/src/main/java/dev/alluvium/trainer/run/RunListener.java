package dev.alluvium.trainer.run;

import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;

/** Told how a run gets on, on its thread. */
public interface RunListener {
    /**
     * The plan stands.
     *
     * @param done steps that earlier processes did
     */
    void planned(RunPlan plan, int done);

    void step(RecipeObserver.Step step);

    default void checkpointed(int step) {}
}
