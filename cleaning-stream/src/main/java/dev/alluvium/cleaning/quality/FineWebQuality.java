package dev.alluvium.cleaning.quality;

import java.util.Optional;

/**
 * The line rules of FineWeb (Penedo et al. 2024, section 3.6), from {@value #LEAST_LINES} lines and
 * {@value #LEAST_UNITS} units on: menus, link lists and word clouds have short lines without an end.
 */
public final class FineWebQuality {
    static final int LEAST_LINES = 10;
    static final int LEAST_UNITS = 100;
    private static final double LEAST_SENTENCES = 0.12;
    private static final double MOST_SHORT = 0.67;
    private static final int SHORT = 30;
    private static final int SHORT_WIDE = 15;
    private static final double MOST_BREAKS = 0.3;

    private FineWebQuality() {}

    /** The first rule that {@code text} breaks. */
    public static Optional<Finding> check(String text) {
        Lines lines = Lines.of(text);
        if (lines.count() < LEAST_LINES) {
            return Optional.empty();
        }
        TextUnits units = TextUnits.of(text);
        if (units.count() < LEAST_UNITS) {
            return Optional.empty();
        }
        int brief = units.isWide() ? SHORT_WIDE : SHORT;
        return Finding.below("fineweb: share of lines that end a sentence", lines.sentences(), LEAST_SENTENCES)
                .or(() -> Finding.above("fineweb: share of short lines", lines.shorterThan(brief), MOST_SHORT))
                .or(() ->
                        Finding.above("fineweb: lines per unit", (double) lines.count() / units.count(), MOST_BREAKS));
    }
}
