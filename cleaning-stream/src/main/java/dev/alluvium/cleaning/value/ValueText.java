package dev.alluvium.cleaning.value;

import dev.alluvium.settings.ValueSettings;
import java.util.Map;
import java.util.Objects;

/** Dates, numbers and measures of a text in one spelling each. A text without digits is returned as it is. */
public final class ValueText {
    private static final Rewriter.Guarded NUMERIC_DATES = guarded(Dates::numeric, Surroundings::isNoDate);
    private static final Rewriter.Guarded MONTH_FIRST = guarded(Dates::monthFirst, Surroundings::isBeforeChrist);
    private static final Rewriter.Guarded DAY_FIRST = guarded(Dates::dayFirst, Surroundings::isBeforeChrist);
    private static final Rewriter.Guarded SEPARATED = guarded(Numbers::separated, (text, start, end) -> false);
    private static final Rewriter.Guarded MYRIADS = guarded(Numbers::myriads, Surroundings::isPart);

    private final boolean dates;
    private final boolean numbers;
    private final Units units;
    private final Rewriter.Guarded measures;

    public ValueText(ValueSettings settings) {
        dates = Boolean.TRUE.equals(settings.dates());
        numbers = Boolean.TRUE.equals(settings.numbers());
        units = new Units(Objects.requireNonNullElse(settings.units(), Map.of()));
        measures = guarded(units::convert, Surroundings::isPart);
    }

    /** The text with its values rewritten; each rewriting is noted in {@code edits}. */
    public String normalise(String text, Edits edits) {
        Hints hints = Hints.of(text);
        if (!hints.digits()) {
            return text;
        }
        String result = text;
        if (dates && hints.dates()) {
            result = Rewriter.of(Dates.NUMERIC, NUMERIC_DATES, edits).apply(result);
        }
        if (dates && hints.months()) {
            result = Rewriter.of(Dates.MONTH_FIRST, MONTH_FIRST, edits).apply(result);
            result = Rewriter.of(Dates.DAY_FIRST, DAY_FIRST, edits).apply(result);
        }
        if (numbers && hints.separators()) {
            result = Rewriter.of(Numbers.SEPARATED, SEPARATED, edits).apply(result);
        }
        if (numbers && hints.myriads()) {
            result = Rewriter.of(Numbers.MYRIADS, MYRIADS, edits).apply(result);
        }
        return units.isEmpty() || !hints.measures()
                ? result
                : Rewriter.of(Units.MEASURE, measures, edits).apply(result);
    }

    private static Rewriter.Guarded guarded(Rewriter.Rule rule, Rewriter.Guard guard) {
        return new Rewriter.Guarded(rule, guard);
    }
}
