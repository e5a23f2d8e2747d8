package dev.alluvium.trainer.coordinator;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.runtime.metrics.ProcessMemory;
import dev.alluvium.trainer.plan.NextRun;
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
 * @param progress null unless it is training
 * @param reason why it failed
 */
public record RunView(
        String run,
        String model,
        String state,
        List<String> rounds,
        int parent,
        @Nullable String attempt,
        @JsonUnwrapped @Nullable Progress progress,
        @Nullable TrainingFigures figures,
        @Nullable String reason,
        @Nullable Instant endedAt) {
    /**
     * How far it is.
     *
     * @param epoch counted from 0
     * @param loss moving average, nats per target token
     * @param memoryBytes resident memory of the trainer
     * @param remainingSeconds by the speed so far
     */
    public record Progress(
            int step,
            int of,
            int epoch,
            double loss,
            @Nullable Double validationLoss,
            double learningRate,
            double gradientNorm,
            double tokensPerSecond,
            long memoryBytes,
            double remainingSeconds) {
        static Progress at(RecipeObserver.Step step) {
            RunMeasurements tally = step.tally();
            return new Progress(
                    tally.step(),
                    step.of(),
                    step.epoch(),
                    tally.loss(),
                    tally.validationLoss(),
                    step.learningRate(),
                    step.gradientNorm(),
                    tally.tokensPerSecond(),
                    ProcessMemory.resident(),
                    remaining(tally, step.of()));
        }
    }

    /** A run that is being executed. */
    public static RunView of(CurrentRun job) {
        NextRun run = job.run();
        Progress progress = job.step().map(Progress::at).orElse(null);
        return new RunView(
                run.run(),
                run.model(),
                progress == null ? "preparing" : "training",
                run.rounds(),
                run.parent(),
                progress == null ? null : job.plan().map(RunPlan::attempt).orElse(null),
                progress,
                null,
                null,
                null);
    }

    /** A run that has ended. */
    public static RunView of(TrainingResult result) {
        AdapterTrained trained = result instanceof AdapterTrained it ? it : null;
        TrainingFailed failed = result instanceof TrainingFailed it ? it : null;
        return new RunView(
                result.run(),
                result.model(),
                failed == null ? "trained" : "failed",
                result.rounds(),
                result.parent(),
                trained == null ? null : trained.attempt(),
                null,
                trained == null ? null : trained.figures(),
                failed == null ? null : failed.reason() + ": " + failed.detail(),
                result.at());
    }

    /** Seconds that the rest takes at the speed so far. */
    public static double remaining(RunMeasurements tally, int of) {
        return tally.step() == 0 ? 0 : tally.seconds() / tally.step() * (of - tally.step());
    }
}
