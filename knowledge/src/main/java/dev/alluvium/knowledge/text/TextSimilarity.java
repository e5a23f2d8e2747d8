package dev.alluvium.knowledge.text;

import java.util.List;

/** When two texts say the same in nearly the same words. */
public final class TextSimilarity {
    /** Share of common shingles from which on two texts are near-duplicates. */
    public static final double NEAR = 0.8;

    private TextSimilarity() {}

    /** Whether they are near-duplicates: at least {@value #NEAR} of their shingles in common, no particular changed. */
    public static boolean near(String one, String other) {
        return Shingles.jaccard(one, other) >= NEAR
                && DistinguishingTokens.of(one).equals(DistinguishingTokens.of(other));
    }

    /** One number for a list of particulars, equal for equal lists. */
    public static long fingerprint(List<String> particulars) {
        long hash = 0;
        for (String particular : particulars) {
            for (int i = 0; i < particular.length(); i++) {
                hash = hash * 31 + particular.charAt(i);
            }
            hash = Shingles.mix(hash + 1);
        }
        return hash;
    }
}
