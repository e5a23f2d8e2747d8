package dev.alluvium.cleaning.value;

import dev.alluvium.settings.ValueSettings;
import java.util.Map;
import java.util.Objects;

/** Dates, numbers and measures of a text in one spelling each. A text without digits is returned as it is. */
public final class ValueText {
    private final boolean dates;
    private final boolean numbers;
    private final Units units;

    public ValueText(ValueSettings settings) {
        dates = Boolean.TRUE.equals(settings.dates());
        numbers = Boolean.TRUE.equals(settings.numbers());
        units = new Units(Objects.requireNonNullElse(settings.units(), Map.of()));
    }

    /** The text with its values rewritten; each rewriting is noted in {@code edits}. */
    public String normalise(String text, Edits edits) {
        Hints hints = Hints.of(text);
        if (!hints.digits()) {
            return text;
        }
        String result = text;
        if (dates && hints.dates()) {
            result = Rewriter.of(Dates.NUMERIC, Dates::numeric, edits).apply(result);
        }
        if (dates && hints.months()) {
            result = Rewriter.of(Dates.MONTH_FIRST, Dates::monthFirst, edits).apply(result);
            result = Rewriter.of(Dates.DAY_FIRST, Dates::dayFirst, edits).apply(result);
        }
        if (numbers && hints.separators()) {
            result = Rewriter.of(Numbers.SEPARATED, Numbers::separated, edits).apply(result);
        }
        if (numbers && hints.myriads()) {
            result = Rewriter.of(Numbers.MYRIADS, Numbers::myriads, edits).apply(result);
        }
        return units.isEmpty() || !hints.measures()
                ? result
                : Rewriter.of(Units.MEASURE, units::convert, edits).apply(result);
    }
}
