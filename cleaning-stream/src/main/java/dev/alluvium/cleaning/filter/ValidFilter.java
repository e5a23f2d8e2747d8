package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.stream.Collectors;

/** Drops what the decoder found faults with. It stands after redaction, so that the rejected copy is a redacted one. */
public final class ValidFilter implements Filter {
    private static final int NAMED = 10;
    private static final int LONGEST = 300;

    private final Redactor redactor;

    public ValidFilter(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public String name() {
        return "valid";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        int problems = filtered.problems().size();
        if (problems == 0) {
            return new FilterResult.Keep(filtered);
        }
        String more = problems > NAMED ? "; and " + (problems - NAMED) + " more" : "";
        String detail = filtered.problems().stream()
                .limit(NAMED)
                .map(problem -> cut(redactor.redact(problem.toString(), filtered.placeholders())))
                .collect(Collectors.joining("; ", "", more));
        return new FilterResult.Drop(ReasonCode.INVALID, detail);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
