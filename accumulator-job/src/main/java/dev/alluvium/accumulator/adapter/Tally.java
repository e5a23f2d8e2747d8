package dev.alluvium.accumulator.adapter;

import java.io.Serializable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** Counts what an operator does, in a Flink accumulator that every client of the job can read. */
public final class Tally implements Serializable {
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
    /** Followed by the topic. */
    public static final String LEFT_OUT = "left-out:";

    private static final long serialVersionUID = 1L;

    private final String name;
    private transient @Nullable MapAccumulator<Long> counts;

    /** A tally; operators of one task need different names. */
    public Tally(String name) {
        this.name = PREFIX + name;
    }

    /** Begins to count, at 0, in the task whose {@code context} it is. */
    public void register(RuntimeContext context) {
        MapAccumulator<Long> fresh = new MapAccumulator<>(Long::sum);
        context.addAccumulator(name, fresh);
        counts = fresh;
    }

    /** Adds {@code amount} to what is counted under this name. */
    public void add(String what, long amount) {
        if (counts != null) {
            counts.merge(what, amount);
        }
    }
}
