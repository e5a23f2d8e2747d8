package dev.alluvium.cleaning.quality;

import dev.alluvium.cleaning.text.CodeSpans;
import dev.alluvium.settings.QualitySettings;
import java.util.Optional;

/**
 * The repetition rules of Gopher (Rae et al. 2021, table A1), from {@value #LEAST_UNITS} units on: in a shorter text
 * every second word is a repetition. A character of Chinese says less than a word, so that its n-grams are twice as long.
 * Code is not looked at, nor rows of tables for n-grams; and answers may repeat themselves much more than pages: a list, a table, a
 * derivation and the refrain of a song do; only one that says the same thing half of the time is refused.
 */
public final class GopherRepetition {
    static final int LEAST_UNITS = 100;
    private static final double STEP = 0.02;
    private static final double OF_ANSWERS = 0.5;

    private final QualitySettings settings;
    private final double least;

    private GopherRepetition(QualitySettings settings, double least) {
        this.settings = settings;
        this.least = least;
    }

    /** For running text. */
    public static GopherRepetition ofPages(QualitySettings settings) {
        return new GopherRepetition(settings, 0);
    }

    /** For answers: no limit is lower than one half. */
    public static GopherRepetition ofAnswers(QualitySettings settings) {
        return new GopherRepetition(settings, OF_ANSWERS);
    }

    /** The first rule that {@code text} breaks. */
    public Optional<Finding> check(String text) {
        if (text.length() < LEAST_UNITS) {
            return Optional.empty();
        }
        String plain = CodeSpans.without(text);
        TextUnits all = TextUnits.of(plain);
        return all.count() < LEAST_UNITS ? Optional.empty() : lines(plain).or(() -> prose(plain, all));
    }

    private Optional<Finding> prose(String plain, TextUnits all) {
        Prose prose = Prose.of(plain);
        TextUnits units = prose.setAside() ? TextUnits.of(prose.text()) : all;
        Optional<Finding> found = units.count() < LEAST_UNITS ? Optional.empty() : grams(units);
        return found.isPresent() && prose.setAside() ? grams(all) : found;
    }

    private Optional<Finding> lines(String text) {
        return Finding.above(
                "gopher: share of characters in repeated lines",
                Lines.of(text).duplicates(),
                Math.max(least, settings.duplicateLines()));
    }

    /** Shorter n-grams first: where none of them stands twice no longer one does. */
    private Optional<Finding> grams(TextUnits units) {
        int factor = units.isWide() ? 2 : 1;
        GramCounts grams = new GramCounts(units);
        Optional<Finding> found = Optional.empty();
        double share = 1;
        for (int n = 2; n <= 4 && found.isEmpty() && share > 0; n++) {
            double limit = Math.max(least, settings.topGram() - (n - 2) * STEP);
            share = grams.top(n * factor);
            found = Finding.above("gopher: top " + n + "-gram", share, limit);
        }
        for (int n = 5; n <= 10 && found.isEmpty() && share > 0; n++) {
            double limit = Math.max(least, settings.duplicateGrams() - (n - 5) / 100.0);
            share = grams.duplicates(n * factor);
            found = Finding.above("gopher: repeated " + n + "-grams", share, limit);
        }
        return found;
    }
}
