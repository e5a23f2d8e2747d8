package dev.alluvium.evaluator.live;

/**
 * Checks whether units arrive at the arms as the split says: a sequential test for a sample ratio mismatch.
 *
 * <p>The likelihood of the arrivals under a Beta-mixture of shares around the configured one, over their likelihood under the
 * configured one. If the split is right, this ratio ever exceeds 1/α with probability α at most (Ville). Each arrival is weighed
 * with the share that held at that moment, so the share may change in between.
 */
final class SampleRatioCheck {
    /** Weight of the prior: it spreads the alternative some points around the share. */
    private static final double PRIOR = 200;

    private double share;
    private double challengers;
    private double champions;
    private double logRatio;

    SampleRatioCheck(double share) {
        this.share = share;
    }

    /** The share from here on; what was found before stays found. */
    void changeTo(double next) {
        if (next != share) {
            share = next;
            challengers = 0;
            champions = 0;
        }
    }

    /** One more unit; nothing is learnt where the share leaves no choice. */
    void arrived(Arm arm) {
        if (share <= 0 || share >= 1) {
            return;
        }
        double expected = (PRIOR * share + challengers) / (PRIOR + challengers + champions);
        if (arm == Arm.CHALLENGER) {
            logRatio += Math.log(expected / share);
            challengers++;
        } else {
            logRatio += Math.log((1 - expected) / (1 - share));
            champions++;
        }
    }

    /** Whether the split is broken, wrongly so with probability {@code alpha} at most. */
    boolean broken(double alpha) {
        return logRatio > -Math.log(alpha);
    }
}
