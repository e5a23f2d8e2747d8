package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.decode.Problem;
import java.util.stream.Collectors;

/** Drops what the decoder found faults with. It stands after redaction, so that the rejected copy is a redacted one. */
public final class ValidFilter implements Filter {
    @Override
    public String name() {
        return "valid";
    }

    @Override
    public Verdict apply(Draft draft) {
        return draft.problems().isEmpty()
                ? new Verdict.Keep(draft)
                : new Verdict.Drop(
                        ReasonCode.INVALID,
                        draft.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")));
    }
}
