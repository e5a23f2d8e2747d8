package dev.alluvium.cleaning.quality;

import dev.alluvium.settings.QualitySettings;
import java.util.Optional;

/**
 * The quality rules of Gopher (Rae et al. 2021, section A1.1) for running text: length, word length, symbols, bullets,
 * ellipses, letters and stop words. All but the number of units look at {@link Prose} alone. Word length is for scripts
 * with spaces alone; stop words are those of English and Chinese, asked for in texts of 50 words or 100 characters of
 * Chinese; in other languages both follow {@link LanguageLimits}. A text is
 * refused where its prose and the whole of it break a rule.
 */
public final class GopherQuality {
    private static final int STOPS_FROM = 50;
    private static final int LEAST_STOPS = 2;
    private static final double MOST_BULLETS = 0.9;
    private static final double MOST_ELLIPSES = 0.3;
    private static final int LEAST_LINES = 5;

    private GopherQuality() {}

    /** The first rule that {@code text} breaks. */
    public static Optional<Finding> check(String text, QualitySettings settings) {
        TextUnits all = TextUnits.of(text);
        int least = settings.leastUnits() * (all.isWide() ? 2 : 1);
        return Finding.below("gopher: units", all.words(), least)
                .or(() -> Finding.above("gopher: units", all.words(), settings.mostUnits()))
                .or(() -> prose(text, all, settings));
    }

    private static Optional<Finding> prose(String text, TextUnits all, QualitySettings settings) {
        Prose prose = Prose.of(text);
        TextUnits units = prose.setAside() ? TextUnits.of(prose.text()) : all;
        if (prose.isTooShort(units, STOPS_FROM)) {
            return Optional.empty();
        }
        Optional<Finding> found = check(prose.text(), units, settings, LanguageLimits.OWN);
        if (found.isEmpty()) {
            return found;
        }
        LanguageLimits limits = LanguageLimits.of(prose.text());
        boolean whole = !prose.setAside() || check(text, all, settings, limits).isPresent();
        return whole ? check(prose.text(), units, settings, limits) : Optional.empty();
    }

    private static Optional<Finding> check(
            String text, TextUnits units, QualitySettings settings, LanguageLimits limits) {
        return wordLength(units, limits)
                .or(() -> Finding.above(
                        "gopher: symbols per unit",
                        (double) symbols(text) / Math.max(1, units.count()),
                        settings.symbols()))
                .or(() -> lines(text))
                .or(() -> Finding.below("gopher: share of units with a letter", units.letters(), settings.letters()))
                .or(() -> limits.stops() ? stops(units) : Optional.empty());
    }

    private static Optional<Finding> wordLength(TextUnits units, LanguageLimits limits) {
        if (units.isWide() || units.words() < STOPS_FROM) {
            return Optional.empty();
        }
        double mean = (double) (units.characters() - (units.count() - units.words())) / units.words();
        return Finding.below("gopher: mean word length", mean, limits.shortestWords())
                .or(() -> Finding.above("gopher: mean word length", mean, limits.longestWords()));
    }

    private static Optional<Finding> lines(String text) {
        Lines lines = Lines.of(text);
        return lines.count() < LEAST_LINES
                ? Optional.empty()
                : Finding.above("gopher: share of bullet lines", lines.bullets(), MOST_BULLETS)
                        .or(() -> Finding.above("gopher: share of lines cut off", lines.ellipses(), MOST_ELLIPSES));
    }

    private static Optional<Finding> stops(TextUnits units) {
        return units.words() < STOPS_FROM * (units.isWide() ? 2 : 1)
                ? Optional.empty()
                : Finding.below("gopher: stop words", units.stops(), LEAST_STOPS);
    }

    private static int symbols(String text) {
        int symbols = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' || c == '…') {
                symbols++;
            } else if (c == '.' && text.startsWith("...", i)) {
                symbols++;
                i += 2;
            }
        }
        return symbols;
    }
}
