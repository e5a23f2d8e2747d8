package dev.alluvium.accumulator.near;

import dev.alluvium.contracts.dataset.Fingerprint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds near-duplicates: items whose fingerprints agree in at least one part.
 *
 * @param <T> what is indexed
 */
public final class NearIndex<T> {
    private final List<T> items = new ArrayList<>();
    private final List<Fingerprint> fingerprints = new ArrayList<>();
    private final SlotTable parts = new SlotTable(this::keys);

    /** Adds an item. */
    public void add(T item, Fingerprint fingerprint) {
        items.add(item);
        fingerprints.add(fingerprint);
        parts.add(items.size() - 1);
    }

    /** All items near to what has this {@code fingerprint}, in the order in which they were added. */
    public List<T> near(Fingerprint fingerprint) {
        BitSet candidates = new BitSet();
        parts.find(fingerprint.order(), candidates::set);
        parts.find(fingerprint.sentences(), candidates::set);
        return candidates.stream()
                .filter(slot -> fingerprint.near(fingerprints.get(slot)))
                .mapToObj(items::get)
                .toList();
    }

    /** Items in it. */
    public int size() {
        return items.size();
    }

    /** Bytes of the table, without the items and their fingerprints. */
    public long bytes() {
        return parts.bytes();
    }

    private long[] keys(int slot) {
        Fingerprint fingerprint = fingerprints.get(slot);
        return new long[] {fingerprint.order(), fingerprint.sentences()};
    }
}
