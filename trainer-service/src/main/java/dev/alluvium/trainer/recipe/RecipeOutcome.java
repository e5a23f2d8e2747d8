package dev.alluvium.trainer.recipe;

import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.Fisher;
import org.jspecify.annotations.Nullable;

/** The outcome of a run of the recipe. */
public sealed interface RecipeOutcome {
    /**
     * An adapter.
     *
     * @param fisher what this round and those before depend on in it; null without EWC
     */
    record Trained(
            Adapter adapter,
            TrainingFigures figures,
            @Nullable Fisher fisher) implements RecipeOutcome {}

    /**
     * No adapter, and a repetition would give none either.
     *
     * @param reason a code such as {@code nan}
     */
    record Failed(String reason, String detail) implements RecipeOutcome {}

    /** The observer ended it; it can go on from its last checkpoint. */
    record Stopped(int step) implements RecipeOutcome {}
}
