package dev.alluvium.cleaning.quality;

import java.util.Optional;

/**
 * The line rules of FineWeb (Penedo et al. 2024, section 3.6), from {@value #LEAST_LINES} lines and
 * {@value #LEAST_UNITS} units of {@link Prose} on: menus, link lists and word clouds have short lines without an end.
 * {@link LanguageLimits} say what other languages than English and Chinese are asked.
 */
public final class FineWebQuality {
    static final int LEAST_LINES = 10;
    static final int LEAST_UNITS = 100;
    private static final double MOST_SHORT = 0.67;
    private static final int SHORT = 30;
    private static final int SHORT_WIDE = 15;

    private FineWebQuality() {}

    /** The first rule that {@code text} breaks. */
    public static Optional<Finding> check(String text) {
        String prose = Prose.of(text).text();
        Lines lines = Lines.of(prose);
        if (lines.count() < LEAST_LINES) {
            return Optional.empty();
        }
        TextUnits units = TextUnits.of(prose);
        if (units.count() < LEAST_UNITS) {
            return Optional.empty();
        }
        Optional<Finding> found = check(lines, units, LanguageLimits.OWN);
        return found.isEmpty() ? found : check(lines, units, LanguageLimits.of(prose));
    }

    private static Optional<Finding> check(Lines lines, TextUnits units, LanguageLimits limits) {
        int brief = units.isWide() ? SHORT_WIDE : SHORT;
        return Finding.below("fineweb: share of lines that end a sentence", lines.sentences(), limits.sentences())
                .or(() -> Finding.above("fineweb: share of short lines", lines.shorterThan(brief), MOST_SHORT))
                .or(() -> Finding.above(
                        "fineweb: lines per unit", (double) lines.count() / units.count(), limits.breaks()));
    }
}
