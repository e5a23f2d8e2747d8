package dev.alluvium.trainer.recipe;

import dev.alluvium.model.Batch;
import dev.alluvium.model.StepResult;
import org.jspecify.annotations.Nullable;

/**
 * What a run has measured so far; it travels with each checkpoint.
 *
 * @param step steps done
 * @param tokens without padding
 * @param seconds spent in steps, over all processes that worked on the attempt
 * @param firstLoss mean of the first {@value #FIRST} steps, nats per target token
 * @param loss exponential moving average
 * @param firstGradientNorm mean of the first {@value #FIRST} steps, before clipping
 * @param gradientNorm exponential moving average
 * @param validation null where no wordings are set aside
 */
public record RunMeasurements(
        int step,
        long tokens,
        double seconds,
        double firstLoss,
        double loss,
        double firstGradientNorm,
        double gradientNorm,
        @Nullable Validation validation) {
    /** Steps that {@link #firstLoss} is the mean of. */
    static final int FIRST = 5;

    private static final double DECAY = 0.9;

    /** Before the first step. */
    public static RunMeasurements start() {
        return new RunMeasurements(0, 0, 0, 0, 0, 0, 0, null);
    }

    /** The tally after one more step. */
    RunMeasurements after(StepResult result, Batch batch, double elapsed) {
        int done = step + 1;
        double first = first(firstLoss, result.loss());
        double firstNorm = first(firstGradientNorm, result.gradientNorm());
        return new RunMeasurements(
                done,
                tokens + batch.usedTokens(),
                seconds + elapsed,
                first,
                done <= FIRST ? first : average(loss, result.loss()),
                firstNorm,
                done <= FIRST ? firstNorm : average(gradientNorm, result.gradientNorm()),
                validation);
    }

    /** The tally after an evaluation. */
    RunMeasurements validated(Validation now) {
        return new RunMeasurements(step, tokens, seconds, firstLoss, loss, firstGradientNorm, gradientNorm, now);
    }

    private double first(double before, double now) {
        int done = step + 1;
        return done <= FIRST ? before + (now - before) / done : before;
    }

    private static double average(double before, double now) {
        return DECAY * before + (1 - DECAY) * now;
    }

    /** Loss on the wordings set aside, as last evaluated; null where none are. */
    public @Nullable Double validationLoss() {
        return validation == null ? null : validation.last();
    }

    /** Tokens without padding. */
    public double tokensPerSecond() {
        return seconds == 0 ? 0 : tokens / seconds;
    }
}
