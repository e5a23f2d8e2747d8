package dev.alluvium.tiny;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LearningRate;
import dev.alluvium.model.OptimizerConfig;
import java.util.List;

/**
 * Everything that decides what the base becomes: with one torch thread, the same recipe gives the same bytes.
 *
 * @param seed of the first weights and of the order of examples
 * @param steps optimizer steps
 * @param rows rows of a batch
 * @param rowTokens tokens of a row
 * @param vocabulary tokens, special ones included
 */
public record BaseRecipe(
        long seed,
        int steps,
        int rows,
        int rowTokens,
        double peakLearningRate,
        int vocabulary,
        int hidden,
        int intermediate,
        int layers,
        int heads,
        int kvHeads) {
    /** Special tokens in the order of their ids. */
    static final List<String> SPECIAL_TOKENS =
            List.of("<|endoftext|>", "<|user|>", "<|assistant|>", "<|document|>", "<|system|>");

    private static final int WARMUP = 100;
    private static final double FLOOR = 0.05;
    private static final int MAX_POSITIONS = 512;

    public BaseRecipe {
        if (steps < 1 || rows < 1 || rowTokens < 2) {
            throw new IllegalArgumentException("steps=" + steps + ", rows=" + rows + ", row-tokens=" + rowTokens
                    + ": must be positive; try 2500, 8 and 128");
        }
    }

    /** The recipe of the base that ships. */
    public static BaseRecipe standard() {
        return new BaseRecipe(1, 2500, 8, 128, 4e-3, 2048, 128, 352, 4, 4, 2);
    }

    /** The same with another number of steps; the learning rate's schedule follows. */
    public BaseRecipe withSteps(int other) {
        return new BaseRecipe(
                seed,
                other,
                rows,
                rowTokens,
                peakLearningRate,
                vocabulary,
                hidden,
                intermediate,
                layers,
                heads,
                kvHeads);
    }

    /** The same from other first weights. */
    public BaseRecipe withSeed(long other) {
        return new BaseRecipe(
                other,
                steps,
                rows,
                rowTokens,
                peakLearningRate,
                vocabulary,
                hidden,
                intermediate,
                layers,
                heads,
                kvHeads);
    }

    DecoderConfig decoder(int tokens) {
        return new DecoderConfig(
                tokens,
                hidden,
                intermediate,
                layers,
                heads,
                kvHeads,
                hidden / heads,
                1e-6,
                10_000,
                MAX_POSITIONS,
                true,
                List.of(0));
    }

    LearningRate learningRate() {
        return new LearningRate(peakLearningRate, WARMUP, steps, FLOOR);
    }

    static OptimizerConfig optimizer() {
        return OptimizerConfig.adamW();
    }
}
