package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;

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
        @Default("5") int leastUnits,
        @Default("100k") int mostUnits,
        @Default("60%") double letters,
        @Default("0.1") double symbols,
        @Default("20%") double duplicateLines,
        @Default("20%") double topGram,
        @Default("15%") double duplicateGrams,
        @Default("0.05") double information) {
    public static final QualitySettings DEFAULT = RecordBinder.defaults(QualitySettings.class);

    public QualitySettings {
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
