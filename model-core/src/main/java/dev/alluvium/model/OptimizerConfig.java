package dev.alluvium.model;

/**
 * AdamW (Loshchilov and Hutter 2019) with clipping by the global norm.
 *
 * @param weightDecay decoupled, on every trained tensor
 * @param clipNorm the largest global norm of a gradient
 */
public record OptimizerConfig(double beta1, double beta2, double epsilon, double weightDecay, double clipNorm) {
    public OptimizerConfig {
        fraction("beta1", beta1);
        fraction("beta2", beta2);
        if (!(epsilon > 0) || !(clipNorm > 0) || weightDecay < 0) {
            throw new ModelException(
                    "optimizer",
                    "epsilon " + epsilon + ", clip-norm " + clipNorm + ", weight-decay " + weightDecay,
                    "needs a positive epsilon and clip-norm and no negative decay",
                    "try 1e-8, 1 and 0.01");
        }
    }

    /** beta 0.9 and 0.98, decay 0.01, clip 1: what the tiny base was measured with. */
    public static OptimizerConfig adamW() {
        return new OptimizerConfig(0.9, 0.98, 1e-8, 0.01, 1.0);
    }

    private static void fraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new ModelException("optimizer." + name, value, "must be at least 0 and below 1", "try 0.9");
        }
    }
}
