package dev.alluvium.trainer.recipe;

import dev.alluvium.model.Batch;
import dev.alluvium.model.StepResult;

/**
 * What a run has measured so far; it travels with each checkpoint.
 *
 * @param step steps done
 * @param tokens without padding
 * @param seconds spent in steps, over all processes that worked on the attempt
 * @param firstLoss mean of the first {@value #FIRST} steps, nats per target token
 * @param loss exponential moving average
 */
public record Tally(int step, long tokens, double seconds, double firstLoss, double loss) {
    /** Steps that {@link #firstLoss} is the mean of. */
    static final int FIRST = 5;

    private static final double DECAY = 0.9;

    /** Before the first step. */
    public static Tally start() {
        return new Tally(0, 0, 0, 0, 0);
    }

    /** The tally after one more step. */
    Tally after(StepResult result, Batch batch, double elapsed) {
        int done = step + 1;
        double first = done <= FIRST ? firstLoss + (result.loss() - firstLoss) / done : firstLoss;
        double average = done <= FIRST ? first : DECAY * loss + (1 - DECAY) * result.loss();
        return new Tally(done, tokens + batch.usedTokens(), seconds + elapsed, first, average);
    }

    /** Tokens without padding. */
    public double tokensPerSecond() {
        return seconds == 0 ? 0 : tokens / seconds;
    }
}
