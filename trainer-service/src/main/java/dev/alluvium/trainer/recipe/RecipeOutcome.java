package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.model.Adapter;

/** How a run of the recipe ended. */
public sealed interface RecipeOutcome {
    /** An adapter. */
    record Trained(Adapter adapter, TrainingFigures figures) implements RecipeOutcome {}

    /**
     * No adapter, and a repetition would give none either.
     *
     * @param reason a code such as {@code nan}
     */
    record Failed(String reason, String detail) implements RecipeOutcome {}

    /** The observer ended it; it can go on from its last checkpoint. */
    record Stopped(int step) implements RecipeOutcome {}
}
