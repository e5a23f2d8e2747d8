package dev.alluvium.cleaning.quality;

/** Counts the n-grams of one text in an open-addressed table of primitives, which each length of them uses anew. */
final class GramCounts {
    private final TextUnits units;
    private final long[] keys;
    private final int[] counts;
    private final int[] stamps;
    private final int mask;
    private int stamp;

    GramCounts(TextUnits units) {
        this.units = units;
        int size = Integer.highestOneBit(Math.max(2, units.count() * 2 - 1)) << 1;
        keys = new long[size];
        counts = new int[size];
        stamps = new int[size];
        mask = size - 1;
    }

    /** Share of characters that the most frequent n-gram covers; 0 where none stands twice. */
    double top(int n) {
        stamp++;
        long power = TextUnits.power(n);
        int best = 1;
        int length = 0;
        for (int i = 0; i + n <= units.count(); i++) {
            int count = add(units.gram(i, n, power));
            if (count > best || (count == best && count > 1 && units.length(i, n) > length)) {
                best = count;
                length = units.length(i, n);
            }
        }
        return best < 2 ? 0 : (double) best * length / units.characters();
    }

    /** Share of characters in n-grams that stood before, none counted twice. */
    double duplicates(int n) {
        stamp++;
        long power = TextUnits.power(n);
        int repeated = 0;
        int i = 0;
        while (i + n <= units.count()) {
            if (add(units.gram(i, n, power)) > 1) {
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
        while (stamps[at] == stamp && keys[at] != key) {
            at = (at + 1) & mask;
        }
        if (stamps[at] != stamp) {
            stamps[at] = stamp;
            keys[at] = key;
            counts[at] = 0;
        }
        return ++counts[at];
    }
}
