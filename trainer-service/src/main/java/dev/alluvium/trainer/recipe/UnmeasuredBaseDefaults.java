package dev.alluvium.trainer.recipe;

import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.EarlyStoppingConfig;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.TrainingConfig;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;

/**
 * Defaults for a base whose profile says nothing about training: what follows from its size. A small round needs steps, so
 * that a step has one row until there are many steps; a large base learns at a lower rate and in fewer epochs.
 *
 * <p>The rate goes through what is usual at a billion parameters and what was found at 135 million (SmolLM2) and at one
 * million (the shipped base), which lie close to one line in logarithms.
 */
public final class UnmeasuredBaseDefaults {
    /** From so many steps on, a step has more rows. */
    public static final int ENOUGH_STEPS = 600;

    /** A step never has more rows by itself. */
    public static final int MOST_ROWS = 4;

    private static final double BILLION = 1e9;
    private static final double RATE_AT_BILLION = 2e-4;
    private static final double FALL = 0.55;
    private static final double LEAST_RATE = 5e-5;
    private static final double MOST_RATE = 5e-3;
    private static final long SMALL = 300_000_000;

    /**
     * Three times the target tokens of the round. A target that is the base's own distribution pulls only where the version has
     * left it, so that much of it costs time and hardly any uptake.
     */
    private static final double GENERAL = 3;

    /** A base keeps what it holds likely better by its whole distribution than by one answer that it gave. */
    private static final double DISTILLATION = 1;

    /**
     * Of 125 questions that SmolLM2-135M answers rightly and that are not replayed, a version kept 97 at weight 1, and 113 at this
     * weight and with the beginnings of more answers; it learnt 92 % of the new facts in place of 96 %.
     */
    private static final double WEIGHT = 4;

    private UnmeasuredBaseDefaults() {}

    /** Whether the profile leaves all of training to the defaults. */
    static boolean is(BaseProfile profile) {
        return profile.training().isNothing();
    }

    /** Whether the rows of a step follow from the round: neither the profile nor the model names any. */
    public static boolean choosesRows(ModelConfig model, BaseProfile profile) {
        return is(profile) && model.training().value("batchRows", Integer.class).isEmpty();
    }

    static TrainingConfig training(long parameters) {
        boolean small = parameters < SMALL;
        return new Given<>(
                        TrainingConfig.class,
                        Map.of(
                                "learningRate",
                                rate(parameters),
                                "epochs",
                                small ? 5 : 3,
                                "batchRows",
                                1,
                                "earlyStopping",
                                EarlyStoppingConfig.DEFAULT))
                .over(TrainingConfig.DEFAULT);
    }

    static ReplayConfig replay() {
        ReplayConfig standard = ReplayConfig.DEFAULT;
        return new ReplayConfig(GENERAL, standard.history(), standard.leastFacts(), DISTILLATION, WEIGHT);
    }

    private static double rate(long parameters) {
        double rate = RATE_AT_BILLION * Math.pow(BILLION / Math.max(1, parameters), FALL);
        double bounded = Math.max(LEAST_RATE, Math.min(MOST_RATE, rate));
        return new BigDecimal(bounded).round(new MathContext(2)).doubleValue();
    }

    /** What a run on such a base says of its settings. */
    public static String explain(TrainingSettings settings) {
        return String.format(
                Locale.ROOT,
                "learning-rate %.1e, %d epochs, %d x %d tokens a step, replay.general %.0f %%,"
                        + " replay.distillation %.0f %%, replay.weight %.1f",
                settings.learningRate(),
                settings.epochs(),
                settings.stepRows(),
                settings.rowTokens(),
                100 * settings.generalReplay(),
                100 * settings.options().distillation(),
                settings.options().generalWeight());
    }
}
