package dev.alluvium.cleaning.value;

import dev.alluvium.cleaning.text.CodeSpans;
import dev.alluvium.settings.ValueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Dates, numbers and measures of a text in one spelling each. Code is left as it is. */
public final class ValueText {
    private static final Rewriter.Guarded NUMERIC_DATES = guarded(Dates::numeric, Surroundings::isNoDate);
    private static final Rewriter.Guarded MONTH_FIRST = guarded(Dates::monthFirst, Surroundings::isNoWholeDate);
    private static final Rewriter.Guarded DAY_FIRST = guarded(Dates::dayFirst, Surroundings::isNoWholeDate);
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

    /** The values of {@code text} that are not in the one spelling, with it, in order; those in code are left alone. */
    public List<Edit> edits(String text) {
        List<Edit> edits = new ArrayList<>();
        CodeSpans.readOutside(text, (prose, start) -> inProse(prose).forEach(edit -> edits.add(edit.movedBy(start))));
        return edits;
    }

    private List<Edit> inProse(String text) {
        Hints hints = Hints.of(text);
        if (!hints.digits()) {
            return List.of();
        }
        Rewriter rewriter = new Rewriter(text);
        if (dates && hints.dates()) {
            rewriter.rewrite(Dates.NUMERIC, NUMERIC_DATES);
        }
        if (dates && hints.months()) {
            rewriter.rewrite(Dates.MONTH_FIRST, MONTH_FIRST);
            rewriter.rewrite(Dates.DAY_FIRST, DAY_FIRST);
        }
        if (numbers && hints.separators()) {
            rewriter.rewrite(Numbers.SEPARATED, SEPARATED);
        }
        if (numbers && hints.myriads()) {
            rewriter.rewrite(Numbers.MYRIADS, MYRIADS);
        }
        if (!units.isEmpty() && hints.measures()) {
            rewriter.rewrite(Units.MEASURE, measures);
        }
        return rewriter.edits();
    }

    private static Rewriter.Guarded guarded(Rewriter.Rule rule, Rewriter.Guard guard) {
        return new Rewriter.Guarded(rule, guard);
    }
}
