package dev.alluvium.model;

/**
 * How rotary frequencies are stretched so that a model reads further than it was first trained. Every kind here changes
 * the frequencies alone, so the program that runs them is the same.
 */
public sealed interface RopeScaling {
    /** The frequency used in place of {@code frequency}, both in radians a token. */
    double apply(double frequency);

    /** Frequencies as they are. */
    record None() implements RopeScaling {
        @Override
        public double apply(double frequency) {
            return frequency;
        }
    }

    /** Positions divided by a factor (Chen et al. 2023). */
    record Linear(double factor) implements RopeScaling {
        public Linear {
            requireFactor(factor);
        }

        @Override
        public double apply(double frequency) {
            return frequency / factor;
        }
    }

    /**
     * Llama 3.1's: long waves divided by the factor, short ones kept, those between blended.
     *
     * @param lowFrequencyFactor waves longer than {@code originalPositions / lowFrequencyFactor} are divided
     * @param highFrequencyFactor waves shorter than {@code originalPositions / highFrequencyFactor} are kept
     * @param originalPositions the context length before the stretch, in tokens
     */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalPositions)
            implements RopeScaling {
        public Llama3 {
            requireFactor(factor);
            if (!(lowFrequencyFactor > 0)) {
                throw refused("low_freq_factor", lowFrequencyFactor, "must be positive");
            }
            if (!(highFrequencyFactor > lowFrequencyFactor)) {
                throw refused(
                        "high_freq_factor",
                        highFrequencyFactor,
                        "must be greater than low_freq_factor " + lowFrequencyFactor);
            }
            if (originalPositions < 1) {
                throw refused("original_max_position_embeddings", originalPositions, "must be at least 1");
            }
        }

        @Override
        public double apply(double frequency) {
            double waves = originalPositions * frequency / (2 * Math.PI);
            if (waves < lowFrequencyFactor) {
                return frequency / factor;
            }
            if (waves > highFrequencyFactor) {
                return frequency;
            }
            double kept = (waves - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
            return (1 - kept) * frequency / factor + kept * frequency;
        }
    }

    private static void requireFactor(double factor) {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw refused("factor", factor, "must be a number from 1 on");
        }
    }

    private static ModelException refused(String key, Object value, String rule) {
        return new ModelException("rope_scaling." + key, value, rule, "correct config.json");
    }
}
