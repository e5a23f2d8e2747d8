package dev.alluvium.trainer.coordinator;

import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.runtime.metrics.ProcessMemory;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RunMeasurements;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as people see it.
 *
 * @param state preparing, training, trained or failed
 * @param epoch counted from 0
 * @param loss moving average, nats per target token
 * @param memoryBytes resident memory of the trainer
 * @param remainingSeconds by the speed so far
 * @param reason why it failed
 */
public record RunView(
        String run,
        String model,
        String state,
        List<String> rounds,
        int parent,
        @Nullable String attempt,
        @Nullable Integer step,
        @Nullable Integer of,
        @Nullable Integer epoch,
        @Nullable Double loss,
        @Nullable Double validationLoss,
        @Nullable Double learningRate,
        @Nullable Double gradientNorm,
        @Nullable Double tokensPerSecond,
        @Nullable Long memoryBytes,
        @Nullable Double remainingSeconds,
        @Nullable TrainingFigures figures,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    /** A run that is being executed. */
    public static RunView of(CurrentRun job) {
        return job.step().map(step -> training(job, step)).orElseGet(() -> preparing(job));
    }

    private static RunView training(CurrentRun job, RecipeObserver.Step step) {
        return new RunView(
                job.run().run(),
                job.run().model(),
                "training",
                job.run().rounds(),
                job.run().parent(),
                job.plan().map(RunPlan::attempt).orElse(null),
                step.tally().step(),
                step.of(),
                step.epoch(),
                step.tally().loss(),
                step.tally().validationLoss(),
                step.learningRate(),
                step.gradientNorm(),
                step.tally().tokensPerSecond(),
                ProcessMemory.resident(),
                remaining(step.tally(), step.of()),
                null,
                null,
                null);
    }

    private static RunView preparing(CurrentRun job) {
        return still(
                job.run().run(),
                job.run().model(),
                "preparing",
                job.run().rounds(),
                job.run().parent(),
                null,
                null);
    }

    private static RunView still(
            String run,
            String model,
            String state,
            List<String> rounds,
            int parent,
            @Nullable TrainingResult result,
            @Nullable String reason) {
        AdapterTrained trained = result instanceof AdapterTrained it ? it : null;
        return new RunView(
                run,
                model,
                state,
                rounds,
                parent,
                trained == null ? null : trained.attempt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                trained == null ? null : trained.figures(),
                reason,
                result == null ? null : result.at());
    }

    /** Seconds that the rest takes at the speed so far. */
    public static double remaining(RunMeasurements tally, int of) {
        return tally.step() == 0 ? 0 : tally.seconds() / tally.step() * (of - tally.step());
    }

    /** A run that has ended. */
    public static RunView of(TrainingResult result) {
        TrainingFailed failed = result instanceof TrainingFailed it ? it : null;
        return still(
                result.run(),
                result.model(),
                failed == null ? "trained" : "failed",
                result.rounds(),
                result.parent(),
                result,
                failed == null ? null : failed.reason() + ": " + failed.detail());
    }
}
