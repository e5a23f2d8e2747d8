package dev.alluvium.accumulator.near;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A multimap from 64-bit keys to slots, in one array of ints by open addressing: six to twelve bytes an entry. It keeps
 * no key, so whoever looks up checks what a slot holds. Nothing is ever removed.
 */
public final class SlotTable {
    private static final int SMALLEST = 64;
    private static final int SHIFT = 32;

    private final Keys keys;
    private int[] cells = new int[SMALLEST];
    private int entries;

    /** The keys that a slot is found by; always the same ones for a slot. */
    @FunctionalInterface
    public interface Keys {
        long[] of(int slot);
    }

    public SlotTable(Keys keys) {
        this.keys = keys;
    }

    /** Adds a slot under its keys. */
    public void add(int slot) {
        long[] under = keys.of(slot);
        if ((entries + under.length) * 3L > cells.length * 2L) {
            grow();
        }
        put(under, slot);
    }

    /** Offers the slots that may have this key, in no order, perhaps with others among them. */
    public void find(long key, IntConsumer slots) {
        int mask = cells.length - 1;
        for (int at = home(key, mask); cells[at] != 0; at = (at + 1) & mask) {
            slots.accept(cells[at] - 1);
        }
    }

    /** Bytes that the table occupies. */
    public long bytes() {
        return (long) cells.length * Integer.BYTES;
    }

    /** A key of a text. */
    public static long key(String text) {
        long key = text.length();
        for (int i = 0; i < text.length(); i++) {
            key = (key ^ text.charAt(i)) * 0x100000001B3L;
        }
        return key ^ (key >>> SHIFT);
    }

    private void put(long[] under, int slot) {
        int mask = cells.length - 1;
        for (long key : under) {
            int at = home(key, mask);
            while (cells[at] != 0) {
                at = (at + 1) & mask;
            }
            cells[at] = slot + 1;
        }
        entries += under.length;
    }

    private void grow() {
        int[] slots = Arrays.stream(cells)
                .filter(cell -> cell != 0)
                .map(cell -> cell - 1)
                .sorted()
                .distinct()
                .toArray();
        cells = new int[cells.length * 2];
        entries = 0;
        for (int slot : slots) {
            put(keys.of(slot), slot);
        }
    }

    private static int home(long key, int mask) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> SHIFT) & mask;
    }
}
