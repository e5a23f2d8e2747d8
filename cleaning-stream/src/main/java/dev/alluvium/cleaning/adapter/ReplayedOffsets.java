package dev.alluvium.cleaning.adapter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/**
 * The dead letters of a partition that were replayed: every one before {@code from}, and those in {@code later}.
 *
 * <p>It is kept as a committed offset with its metadata, so that it changes in the transaction that offers the letters.
 *
 * @param later ranges behind {@code from}, in order, with letters left out between them
 */
record ReplayedOffsets(long from, List<Range> later) {
    /** What brokers keep beside an offset ({@code offset.metadata.max.bytes}). */
    static final int MOST_TEXT = 4_096;

    private static final int RADIX = 36;

    /** Offsets from {@code first}, before {@code end}. */
    record Range(long first, long end) {}

    ReplayedOffsets {
        later = List.copyOf(later);
    }

    /**
     * What an offset and its metadata say.
     *
     * @throws IllegalArgumentException if the metadata is of another form
     */
    static ReplayedOffsets parse(long from, String text) {
        List<Range> ranges = new ArrayList<>();
        long at = from;
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] numbers = part.split("\\+", 2);
            if (numbers.length != 2) {
                throw new IllegalArgumentException("'" + part + "' is no range of offsets");
            }
            long first = at + Long.parseLong(numbers[0], RADIX);
            at = first + Long.parseLong(numbers[1], RADIX);
            ranges.add(new Range(first, at));
        }
        return new ReplayedOffsets(from, ranges);
    }

    /** The ranges, each as the distance from the one before and its length. */
    String text() {
        StringJoiner text = new StringJoiner(",");
        long at = from;
        for (Range range : later) {
            text.add(
                    Long.toString(range.first() - at, RADIX) + "+" + Long.toString(range.end() - range.first(), RADIX));
            at = range.end();
        }
        return text.toString();
    }

    boolean contains(long offset) {
        return offset < from || later.stream().anyMatch(range -> offset >= range.first() && offset < range.end());
    }

    /** This, and the offsets from {@code first} to before {@code end}. */
    ReplayedOffsets with(long first, long end) {
        List<Range> all = new ArrayList<>(later);
        all.add(new Range(0, from));
        all.add(new Range(first, Math.max(first, end)));
        all.sort(Comparator.comparingLong(Range::first));
        List<Range> merged = new ArrayList<>();
        for (Range range : all) {
            Range last = merged.isEmpty() ? new Range(0, 0) : merged.get(merged.size() - 1);
            if (!merged.isEmpty() && range.first() <= last.end()) {
                merged.set(merged.size() - 1, new Range(last.first(), Math.max(last.end(), range.end())));
            } else {
                merged.add(range);
            }
        }
        return new ReplayedOffsets(merged.get(0).end(), merged.subList(1, merged.size()));
    }

    /** Nothing yet. */
    static ReplayedOffsets none() {
        return new ReplayedOffsets(0, Collections.emptyList());
    }
}
