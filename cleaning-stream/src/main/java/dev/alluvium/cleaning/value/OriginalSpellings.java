package dev.alluvium.cleaning.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The original spellings behind one new spelling, place by place, as {@link Edits#attributes()} writes them. */
final class OriginalSpellings {
    private static final String OR = " | ";
    private static final String ORDER = " @ ";
    private static final String NEXT = ",";
    private static final String TIMES = "*";

    private final List<String> written = new ArrayList<>();
    /** Pairs: which way, and how many times one after the other. */
    private final List<int[]> runs = new ArrayList<>();

    private int run;
    private int taken;

    /** The next place: how it was written, or null if it was written so. */
    void add(@Nullable String way) {
        int which = way == null ? 0 : written.indexOf(way) + 1;
        if (way != null && which == 0) {
            written.add(way);
            which = written.size();
        }
        add(which, 1);
    }

    private void add(int which, int times) {
        int[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last[0] == which) {
            last[1] += times;
        } else {
            runs.add(new int[] {which, times});
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is nothing of the kind
     */
    static OriginalSpellings parse(String told) {
        int order = told.lastIndexOf(ORDER);
        OriginalSpellings ways = new OriginalSpellings();
        ways.written.addAll(List.of((order < 0 ? told : told.substring(0, order)).split(" \\| ", -1)));
        if (order < 0) {
            ways.add(1, Integer.MAX_VALUE);
            return ways;
        }
        for (String run : told.substring(order + ORDER.length()).split(NEXT, -1)) {
            String[] parts = run.split("\\*", -1);
            int which = Integer.parseInt(parts[0]);
            int times = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
            if (which < 0 || which > ways.written.size() || times < 1 || parts.length > 2) {
                throw new IllegalArgumentException(run + " is no place of one of " + ways.written.size());
            }
            ways.add(which, times);
        }
        return ways;
    }

    /**
     * How the next place was written, or null if it was written so.
     *
     * @throws IllegalArgumentException if there are more places than were told
     */
    @Nullable String next() {
        if (run == runs.size()) {
            throw new IllegalArgumentException("the record has more of it than were told");
        }
        int[] now = runs.get(run);
        if (++taken == now[1]) {
            run++;
            taken = 0;
        }
        return now[0] == 0 ? null : written.get(now[0] - 1);
    }

    /** Whether every place that was told has been asked for, where their number was told at all. */
    boolean isDone() {
        return run == runs.size() || runs.get(run)[1] == Integer.MAX_VALUE;
    }

    @Override
    public String toString() {
        String ways = String.join(OR, written);
        if (runs.size() == 1 && written.size() == 1) {
            return ways;
        }
        List<String> order = runs.stream()
                .map(each -> each[1] == 1 ? String.valueOf(each[0]) : each[0] + TIMES + each[1])
                .toList();
        return ways + ORDER + String.join(NEXT, order);
    }
}
