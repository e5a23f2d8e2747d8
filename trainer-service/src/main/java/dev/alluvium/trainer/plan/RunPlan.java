package dev.alluvium.trainer.plan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.trainer.recipe.BatchPlan;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt is going to do: written by conditional PUT before its first step and never changed. Whoever goes on
 * with the attempt reads it and does the same, whatever the configuration says by then.
 *
 * @param erased the erasures that take something out of the rounds and the ancestry; null in a plan of an earlier version,
 *     which knew those alone that its own rounds list
 * @param configHash of {@code settings}
 * @param execution how the batches are worked off on the machine it began on
 * @param because why this attempt follows another; null for a run's first
 */
public record RunPlan(
        @JsonUnwrapped PlanInputs inputs,
        @Nullable List<ErasedFact> erased,
        int retry,
        TrainingSettings settings,
        String configHash,
        BatchPlan batches,
        ExecutionPlan execution,
        @Nullable String because,
        @JsonUnwrapped RecordCounts counts,
        Instant at) {
    /**
     * How many records come of the rounds at hand.
     *
     * @param records that are trained
     * @param alreadyLive left out because a live round holds them
     * @param superseded left out because they are not current
     */
    public record RecordCounts(int records, int alreadyLive, int superseded) {
        /** Of what is trained. */
        public static RecordCounts of(TrainingSet set) {
            return new RecordCounts(set.records(), set.alreadyLive(), set.superseded());
        }
    }

    public RunPlan {
        erased = erased == null ? null : List.copyOf(erased);
    }

    public String model() {
        return inputs.model();
    }

    public String run() {
        return inputs.run();
    }

    public String attempt() {
        return inputs.attempt();
    }

    /** Whether a plan of today, by what stands erased in its rounds and ancestry, would train what this one trains. */
    public boolean leavesOut(List<ErasedFact> today) {
        return today.equals(erased == null ? List.of() : erased);
    }
}
