package dev.alluvium.trainer.trial;

import dev.alluvium.model.memory.MemoryEstimate;
import dev.alluvium.trainer.plan.ExecutionPlan;
import dev.alluvium.trainer.recipe.BatchPlan;

/**
 * What a run would do and take.
 *
 * @param records of the round
 * @param facts of the round
 * @param tokens of all epochs, replay included, without padding
 * @param targetTokens of them those that carry loss
 * @param validation wordings set aside to tell when to stop
 * @param memory of a step, by what it is for; the base's weights included
 * @param probedSteps real steps that the speed was taken from; 0 if none was made
 * @param tokensPerSecond of these steps
 * @param seconds that the whole run would take at that speed
 */
public record Forecast(
        int records,
        int facts,
        BatchPlan batches,
        long tokens,
        long targetTokens,
        int validation,
        ExecutionPlan execution,
        MemoryEstimate memory,
        int probedSteps,
        double tokensPerSecond,
        double seconds) {}
