package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;

/**
 * Elastic weight consolidation on the adapter (Kirkpatrick et al. 2017, online form of Schwarz et al. 2018): moving a
 * value away from the parent's costs by how much the rounds so far depend on it.
 *
 * @param lambda the strength of the penalty; 0 is off
 * @param samples records whose gradients estimate the Fisher information of a round
 * @param decay what remains of the earlier rounds' Fisher information after a round
 */
public record EwcConfig(
        @Default("0.1") double lambda,
        @Default("128") int samples,
        @Default("0.9") double decay) {
    private static final EwcConfig DEFAULT = RecordBinder.defaults(EwcConfig.class);

    /** {@code ewc: off}. */
    public static final EwcConfig OFF = new EwcConfig(0, DEFAULT.samples, DEFAULT.decay);

    public EwcConfig {
        ConfigChecks.nonNegative("lambda", lambda);
        ConfigChecks.positive("samples", samples);
        ConfigChecks.share("decay", decay);
    }
}
