package dev.alluvium.cleaning.quality;

import java.security.SecureRandom;

/** Counts of keys that are hashes already, in an open-addressed table of primitives. */
final class LongCounts {
    /** New in each process, so that nobody can write a text whose keys all want the same place. */
    private static final long SPREAD = new SecureRandom().nextLong() | 1;

    private final long[] keys;
    private final int[] counts;
    private final int[] stamps;
    private final int mask;
    private int stamp = 1;

    /** @param most how many different keys there may be */
    LongCounts(int most) {
        int size = Integer.highestOneBit(Math.max(2, most * 2 - 1)) << 1;
        keys = new long[size];
        counts = new int[size];
        stamps = new int[size];
        mask = size - 1;
    }

    /** Counts one more of {@code key} and says how many there are now. */
    int add(long key) {
        int at = place(key);
        if (stamps[at] != stamp) {
            stamps[at] = stamp;
            keys[at] = key;
            counts[at] = 0;
        }
        return ++counts[at];
    }

    boolean contains(long key) {
        return stamps[place(key)] == stamp;
    }

    /** Forgets all keys, at no cost. */
    void clear() {
        stamp++;
    }

    private int place(long key) {
        int at = (int) (((key ^ (key >>> 32)) * SPREAD) >>> 32) & mask;
        while (stamps[at] == stamp && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
