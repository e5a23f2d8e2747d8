package dev.alluvium.trainer.desk;

import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.trainer.recipe.Tally;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as people see it.
 *
 * @param state preparing, training, trained or failed
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
        @Nullable Double loss,
        @Nullable Double tokensPerSecond,
        @Nullable Double remainingSeconds,
        @Nullable TrainingFigures figures,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    /** A run that is being executed. */
    public static RunView of(Job job) {
        return job.step()
                .map(step -> running(job, "training", step.tally(), step.of(), remaining(step.tally(), step.of())))
                .orElseGet(() -> running(job, "preparing", Tally.start(), 0, null));
    }

    private static RunView running(Job job, String state, Tally tally, int of, @Nullable Double remaining) {
        return new RunView(
                job.run().run(),
                job.run().model(),
                state,
                job.run().rounds(),
                job.run().parent(),
                job.plan().map(plan -> plan.attempt()).orElse(null),
                tally.step(),
                of,
                tally.loss(),
                tally.tokensPerSecond(),
                remaining,
                null,
                null,
                null);
    }

    /** Seconds that the rest takes at the speed so far. */
    public static double remaining(Tally tally, int of) {
        return tally.step() == 0 ? 0 : tally.seconds() / tally.step() * (of - tally.step());
    }

    /** A run that has ended. */
    public static RunView of(TrainingResult result) {
        AdapterTrained trained = result instanceof AdapterTrained it ? it : null;
        TrainingFailed failed = result instanceof TrainingFailed it ? it : null;
        return new RunView(
                result.run(),
                result.model(),
                trained != null ? "trained" : "failed",
                result.rounds(),
                result.parent(),
                trained == null ? null : trained.attempt(),
                null,
                null,
                null,
                null,
                null,
                trained == null ? null : trained.figures(),
                failed == null ? null : failed.reason() + ": " + failed.detail(),
                result.at());
    }
}
