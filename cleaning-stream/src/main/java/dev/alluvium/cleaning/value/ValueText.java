package dev.alluvium.cleaning.value;

import dev.alluvium.cleaning.text.CodeSpans;
import dev.alluvium.settings.ValueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Dates, numbers and measures of a text in one spelling each. Code is left as it is. */
public final class ValueText {
    private static final Rewriter.Guarded NUMERIC_DATES = guarded(Dates::numeric, ValueContext::isNoDate);
    private static final Rewriter.Guarded MONTH_FIRST = guarded(Dates::monthFirst, ValueContext::isNoWholeDate);
    private static final Rewriter.Guarded DAY_FIRST = guarded(Dates::dayFirst, ValueContext::isNoWholeDate);
    private static final Rewriter.Guarded SEPARATED = guarded(PlainNumbers::separated, (text, start, end) -> false);
    private static final Rewriter.Guarded MYRIADS = guarded(PlainNumbers::myriads, ValueContext::isPart);

    private final boolean dates;
    private final boolean numbers;
    private final Units units;
    private final Rewriter.Guarded measures;

    public ValueText(ValueSettings settings) {
        dates = Boolean.TRUE.equals(settings.dates());
        numbers = Boolean.TRUE.equals(settings.numbers());
        units = new Units(Objects.requireNonNullElse(settings.units(), Map.of()));
        measures = guarded(units::convert, ValueContext::isPart);
    }

    /** The values of {@code text} that are not in the one spelling, with it, in order; those in code are left alone. */
    public List<Edit> edits(String text) {
        List<Edit> edits = new ArrayList<>();
        CodeSpans.readOutside(text, (prose, start) -> inProse(prose).forEach(edit -> edits.add(edit.movedBy(start))));
        return edits;
    }

    private List<Edit> inProse(String text) {
        ValueHints hints = ValueHints.of(text);
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
            rewriter.rewrite(PlainNumbers.SEPARATED, SEPARATED);
        }
        if (numbers && hints.myriads()) {
            rewriter.rewrite(PlainNumbers.MYRIADS, MYRIADS);
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
