package dev.alluvium.evaluator.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fisher's sign-flip test over facts: where two versions are alike, each fact's difference could as well have the other
 * sign. Up to {@value #EXACT} facts that differ at all are flipped in every way, more of them at random by a fixed seed.
 */
public final class SignFlipTest {
    static final int EXACT = 14;
    private static final int FLIPS = 20_000;
    private static final long SEED = 20_261_121L;

    /** Sums that differ by rounding alone are equal. */
    private static final double ROUNDING = 1e-9;

    private SignFlipTest() {}

    /** The chance of a mean at least as high as that of {@code differences}, one per fact, if signs were random. */
    public static double above(double[] differences) {
        double[] moved = Arrays.stream(differences).filter(value -> value != 0).toArray();
        double seen = Arrays.stream(moved).sum() - ROUNDING;
        return moved.length <= EXACT ? exact(moved, seen) : drawn(moved, seen);
    }

    private static double exact(double[] moved, double seen) {
        int ways = 1 << moved.length;
        int atLeast = 0;
        for (int signs = 0; signs < ways; signs++) {
            double sum = 0;
            for (int i = 0; i < moved.length; i++) {
                sum += (signs >> i & 1) == 0 ? moved[i] : -moved[i];
            }
            atLeast += sum >= seen ? 1 : 0;
        }
        return (double) atLeast / ways;
    }

    /** What was seen counts as one of the draws, so that no chance is ever 0. */
    private static double drawn(double[] moved, double seen) {
        SplittableRandom random = new SplittableRandom(SEED);
        int atLeast = 1;
        for (int draw = 0; draw < FLIPS; draw++) {
            double sum = 0;
            for (double value : moved) {
                sum += random.nextBoolean() ? value : -value;
            }
            atLeast += sum >= seen ? 1 : 0;
        }
        return (double) atLeast / (FLIPS + 1);
    }
}
