package dev.alluvium.accumulator.adapter;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** Counts the work of an operator in a Flink accumulator, which every client of the job can read. */
public final class JobCounters implements Serializable {
    /** What the names of all tallies begin with. */
    static final String PREFIX = "tally-";

    /** Segments written. */
    public static final String SEGMENTS = "segments";
    /** Records in them. */
    public static final String SEGMENT_RECORDS = "segment-records";
    /** Bytes of them. */
    public static final String SEGMENT_BYTES = "segment-bytes";
    /** Followed by the trigger's word. */
    public static final String ROUNDS = "rounds:";
    /** Followed by the cause's word. */
    public static final String DROPS = "drops:";
    /** Followed by the source: clean records. */
    public static final String RECEIVED = "received:";
    /** Followed by the source: rejected near-duplicates. */
    public static final String NEAR = "near:";
    /** Followed by the topic. */
    public static final String LEFT_OUT = "left-out:";

    private static final long serialVersionUID = 1L;
    private static final int MOST_SOURCES = 100;

    private final String name;
    private transient @Nullable MapAccumulator<Long> counts;
    private transient Map<String, Set<String>> sources = new HashMap<>();

    /** A tally; operators of one task need different names. */
    public JobCounters(String name) {
        this.name = PREFIX + name;
    }

    /** Begins to count, at 0, in the task whose {@code context} it is. */
    public void register(RuntimeContext context) {
        MapAccumulator<Long> fresh = new MapAccumulator<>(Long::sum);
        context.addAccumulator(name, fresh);
        counts = fresh;
        sources = new HashMap<>();
    }

    /** Adds one under {@code prefix} and a source, or as other where there are too many sources for a meter each. */
    void addOf(String prefix, @Nullable String source) {
        String name = source == null || source.isEmpty() ? "none" : source;
        sources.merge(prefix, Set.of(name), JobCounters::union);
        boolean known = Objects.requireNonNull(sources.get(prefix)).contains(name);
        add(prefix + (known ? name : "other"), 1);
    }

    private static Set<String> union(Set<String> known, Set<String> more) {
        if (known.size() >= MOST_SOURCES || known.containsAll(more)) {
            return known;
        }
        Set<String> all = new HashSet<>(known);
        all.addAll(more);
        return all;
    }

    /** Adds {@code amount} to what is counted under this name. */
    public void add(String what, long amount) {
        if (counts != null) {
            counts.merge(what, amount);
        }
    }
}
