package dev.alluvium.contracts.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question whose answer shows whether a fact is known.
 *
 * @param expect the value that the answer must contain or be
 * @param forbid values that it must not contain, such as the superseded one
 */
public record Probe(
        String prompt,
        AnswerMatcher matcher,
        String expect,
        List<String> forbid,
        ProbeTier tier,
        @Nullable String language) {
    public Probe {
        forbid = List.copyOf(forbid);
    }
}
