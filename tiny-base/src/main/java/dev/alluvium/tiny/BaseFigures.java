package dev.alluvium.tiny;

/**
 * What a build measured. Shares are of exact answers under greedy decoding, in [0, 1].
 *
 * @param heldOut general facts, in combinations of fact and wording that were left out
 * @param novel general facts, in ways of asking that were never trained
 * @param unknown facts of a line that the base has never met: what guessing earns
 */
public record BaseFigures(
        long parameters,
        long trainedTokens,
        double finalLoss,
        double seconds,
        ByLanguage heldOut,
        ByLanguage novel,
        ByLanguage unknown) {

    /** A share for each language. */
    public record ByLanguage(double en, double zh) {}
}
