package dev.alluvium.cleaning.quality;

/** Counts of n-grams of one text in an open-addressed table of primitives. */
final class GramCounts {
    private final long[] keys;
    private final int[] counts;
    private final int mask;

    private GramCounts(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, capacity * 2 - 1)) << 1;
        keys = new long[size];
        counts = new int[size];
        mask = size - 1;
    }

    /** Share of characters that the most frequent n-gram covers; 0 where none stands twice. */
    static double top(TextUnits units, int n) {
        GramCounts seen = new GramCounts(units.count());
        int best = 1;
        int length = 0;
        for (int i = 0; i + n <= units.count(); i++) {
            int count = seen.add(units.gram(i, n));
            if (count > best || (count == best && count > 1 && units.length(i, n) > length)) {
                best = count;
                length = units.length(i, n);
            }
        }
        return best < 2 ? 0 : (double) best * length / units.characters();
    }

    /** Share of characters in n-grams that stood before, none counted twice. */
    static double duplicates(TextUnits units, int n) {
        GramCounts seen = new GramCounts(units.count());
        int repeated = 0;
        int i = 0;
        while (i + n <= units.count()) {
            if (seen.add(units.gram(i, n)) > 1) {
                repeated += units.length(i, n);
                i += n;
            } else {
                i++;
            }
        }
        return units.characters() == 0 ? 0 : (double) repeated / units.characters();
    }

    private int add(long key) {
        int at = (int) (key >>> 20) & mask;
        while (counts[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        keys[at] = key;
        return ++counts[at];
    }
}
