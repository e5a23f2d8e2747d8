package dev.alluvium.settings;

import org.jspecify.annotations.Nullable;

/**
 * Thresholds of the quality heuristics. A unit is a word, or a character of a script without spaces.
 *
 * @param leastUnits of a document
 * @param mostUnits of any text
 * @param letters least share of units that hold a letter
 * @param symbols most hashes and ellipses per unit
 * @param duplicateLines most share of characters in lines that stood before
 * @param topGram most share of characters that the most frequent 2-gram may cover; 3- and 4-grams 2 and 4 points less
 * @param duplicateGrams most share of characters in repeated 5-grams; one point less for each unit more, up to 10
 * @param information least mean TF-IDF weight of the stage low-information
 */
@WhenOff(remedy = "write cleaning: { stages: { quality: off } }")
public record QualitySettings(
        @Nullable Integer leastUnits,
        @Nullable Integer mostUnits,
        @Nullable Double letters,
        @Nullable Double symbols,
        @Nullable Double duplicateLines,
        @Nullable Double topGram,
        @Nullable Double duplicateGrams,
        @Nullable Double information) {
    public static final QualitySettings DEFAULT = new QualitySettings(null, null, null, null, null, null, null, null);

    public QualitySettings {
        leastUnits = leastUnits == null ? Integer.valueOf(5) : leastUnits;
        mostUnits = mostUnits == null ? Integer.valueOf(100_000) : mostUnits;
        letters = letters == null ? Double.valueOf(0.6) : letters;
        symbols = symbols == null ? Double.valueOf(0.1) : symbols;
        duplicateLines = duplicateLines == null ? Double.valueOf(0.2) : duplicateLines;
        topGram = topGram == null ? Double.valueOf(0.2) : topGram;
        duplicateGrams = duplicateGrams == null ? Double.valueOf(0.15) : duplicateGrams;
        information = information == null ? Double.valueOf(0.05) : information;
        ConfigChecks.atLeast("least-units", leastUnits, 0);
        ConfigChecks.atLeast("most-units", mostUnits, 1);
        ConfigChecks.share("letters", letters);
        ConfigChecks.share("symbols", symbols);
        ConfigChecks.share("duplicate-lines", duplicateLines);
        ConfigChecks.share("top-gram", topGram);
        ConfigChecks.share("duplicate-grams", duplicateGrams);
        ConfigChecks.nonNegative("information", information);
    }
}
