package dev.alluvium.accumulator.near;

import dev.alluvium.contracts.dataset.Sketch;
import dev.alluvium.knowledge.text.Closeness;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds what is nearly the same: candidates share a band of the signature and all particulars, and count if their
 * signatures agree in enough values. Keys hold the particulars, so that thousands of siblings of one template, which
 * differ by a number, lie in as many places.
 *
 * @param <T> what is indexed
 */
public final class NearIndex<T> {
    private final List<T> items = new ArrayList<>();
    private final List<Sketch> sketches = new ArrayList<>();
    private final SlotTable bands = new SlotTable(this::keys);

    /** Adds an item. */
    public void add(T item, Sketch sketch) {
        items.add(item);
        sketches.add(sketch);
        bands.add(items.size() - 1);
    }

    /** All items near to {@code sketch}, in the order in which they were added. */
    public List<T> near(Sketch sketch) {
        BitSet candidates = new BitSet();
        IntStream.range(0, Sketch.BANDS).forEach(band -> bands.find(sketch.key(band), candidates::set));
        return candidates.stream()
                .filter(slot -> near(sketch, sketches.get(slot)))
                .mapToObj(items::get)
                .toList();
    }

    /** Whether two sketches are those of near-duplicates. */
    public static boolean near(Sketch one, Sketch other) {
        return one.sameParticulars(other) && one.similarity(other) >= Closeness.NEAR;
    }

    /** Items in it. */
    public int size() {
        return items.size();
    }

    /** Bytes of the table, without the items and their sketches. */
    public long bytes() {
        return bands.bytes();
    }

    private long[] keys(int slot) {
        Sketch sketch = sketches.get(slot);
        return IntStream.range(0, Sketch.BANDS).mapToLong(sketch::key).toArray();
    }
}
