package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * Elastic weight consolidation on the adapter (Kirkpatrick et al. 2017, online form of Schwarz et al. 2018): moving a
 * value away from the parent's costs by how much the rounds so far depend on it.
 *
 * @param lambda the strength of the penalty; 0 is off
 * @param samples records whose gradients estimate the Fisher information of a round
 * @param decay what remains of the earlier rounds' Fisher information after a round
 */
public record EwcConfig(
        @Nullable Double lambda,
        @Nullable Integer samples,
        @Nullable Double decay) {
    /** {@code ewc: off}. */
    public static final EwcConfig OFF = new EwcConfig(0.0, null, null);

    public EwcConfig {
        ConfigChecks.nonNegative("lambda", lambda);
        ConfigChecks.positive("samples", samples);
        ConfigChecks.share("decay", decay);
        lambda = lambda == null ? Double.valueOf(0.1) : lambda;
        samples = samples == null ? Integer.valueOf(128) : samples;
        decay = decay == null ? Double.valueOf(0.9) : decay;
    }
}
