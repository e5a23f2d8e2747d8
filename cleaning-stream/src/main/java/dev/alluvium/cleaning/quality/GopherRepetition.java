package dev.alluvium.cleaning.quality;

import dev.alluvium.contracts.config.QualitySettings;
import java.util.Objects;
import java.util.Optional;

/**
 * The repetition rules of Gopher (Rae et al. 2021, table A1), from {@value #LEAST_UNITS} units on: in a shorter text
 * every second word is a repetition. A character of Chinese says less than a word, so that its n-grams are twice as long.
 */
public final class GopherRepetition {
    static final int LEAST_UNITS = 100;
    private static final double STEP = 0.02;

    private GopherRepetition() {}

    /** The first rule that {@code text} breaks. */
    public static Optional<Finding> check(String text, QualitySettings settings) {
        if (text.length() < LEAST_UNITS) {
            return Optional.empty();
        }
        TextUnits units = TextUnits.of(text);
        if (units.count() < LEAST_UNITS) {
            return Optional.empty();
        }
        int factor = units.isWide() ? 2 : 1;
        Optional<Finding> found = Finding.above(
                "gopher: share of characters in repeated lines",
                Lines.of(text).duplicates(),
                Objects.requireNonNull(settings.duplicateLines()));
        for (int n = 2; n <= 4 && found.isEmpty(); n++) {
            double limit = Objects.requireNonNull(settings.topGram()) - (n - 2) * STEP;
            found = Finding.above("gopher: top " + n + "-gram", GramCounts.top(units, n * factor), limit);
        }
        for (int n = 5; n <= 10 && found.isEmpty(); n++) {
            double limit = Objects.requireNonNull(settings.duplicateGrams()) - (n - 5) / 100.0;
            found = Finding.above("gopher: repeated " + n + "-grams", GramCounts.duplicates(units, n * factor), limit);
        }
        return found;
    }
}
