package dev.alluvium.tiny;

import dev.alluvium.model.LearningRate;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.OptimizerConfig;
import dev.alluvium.model.Packing;

/**
 * How a round is trained on a base: what the profile's {@code training} and {@code replay} say.
 *
 * @param rows rows of a batch
 * @param rowTokens tokens of a row
 * @param warmup share of the steps
 * @param general replayed general examples, as a share of the round's own
 * @param history replayed examples of the champion's current facts, as a share of the round's own
 */
public record RoundRecipe(
        int rank,
        double alpha,
        double learningRate,
        int epochs,
        int rows,
        int rowTokens,
        double warmup,
        double general,
        double history,
        long seed) {
    private static final double FLOOR = 0.05;

    /** What the shipped profile says. */
    public static RoundRecipe standard() {
        return new RoundRecipe(16, 32, 3e-3, 12, 4, 128, 0.05, 0.5, 0.5, 1);
    }

    LoraShape shape() {
        return new LoraShape(rank, alpha, LoraShape.all(rank).targets());
    }

    Packing packing() {
        return new Packing(rows, rowTokens);
    }

    OptimizerConfig optimizer() {
        OptimizerConfig usual = OptimizerConfig.adamW();
        return new OptimizerConfig(usual.beta1(), usual.beta2(), usual.epsilon(), 0, usual.clipNorm());
    }

    LearningRate schedule(int steps) {
        return new LearningRate(learningRate, (int) Math.round(warmup * steps), steps, FLOOR);
    }
}
