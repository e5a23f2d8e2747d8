package dev.alluvium.knowledge.registry;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many completed verdicts there are on the same records against the same parent, whatever rounds and versions carried
 * them. Each one is another throw of the dice of a training seed, so only the first {@value #MOST} may promote by themselves.
 *
 * @param counts by parent and digest of the records
 */
public record VerdictCounts(SortedMap<String, Integer> counts) {
    /** The verdicts that may promote without an operator. */
    public static final int MOST = 2;

    /** Nothing was judged yet. */
    public static final VerdictCounts NONE = new VerdictCounts(new TreeMap<>());

    public VerdictCounts {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Completed verdicts so far; none where {@code content} is not known. */
    public int of(@Nullable String content, int parent) {
        return content == null ? 0 : counts.getOrDefault(key(content, parent), 0);
    }

    /** Whether one more verdict must not promote by itself. */
    public boolean spent(@Nullable String content, int parent) {
        return of(content, parent) >= MOST;
    }

    /** With one more verdict; only a completed one counts. */
    VerdictCounts and(@Nullable String content, int parent, EvaluationDecision decision) {
        if (content == null || !decision.completed()) {
            return this;
        }
        SortedMap<String, Integer> next = new TreeMap<>(counts);
        next.merge(key(content, parent), 1, Integer::sum);
        return new VerdictCounts(next);
    }

    private static String key(String content, int parent) {
        return parent + "/" + content;
    }
}
