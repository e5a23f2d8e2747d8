package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Keys and values of the sequences of a batch, [rows, places, kv heads, dim] for each layer, written in place. It grows
 * to what is wanted and never shrinks: it goes with its batch.
 */
final class KvCache {
    /** Places are added so many at a time: each growth copies the cache. */
    private static final int GRANULE = 128;

    private final LoadedAdapter model;
    private final NDManager owner;
    private NDManager manager;
    private List<NDArray> tensors = List.of();
    private int rows;
    private int places;

    /** An empty cache, whose memory goes with {@code owner}. */
    KvCache(LoadedAdapter model, NDManager owner) {
        this.model = model;
        this.owner = owner;
        this.manager = owner.newSubManager();
    }

    /** Makes room for so many sequences of so many tokens; what is there stays. */
    void ensure(int wantedRows, int wantedPlaces) {
        if (wantedRows <= rows && wantedPlaces <= places) {
            return;
        }
        int nextRows = wantedRows <= rows ? rows : Math.max(wantedRows, 2 * rows);
        int nextPlaces = Math.max(
                places,
                Math.min(model.base().config().maxPositions(), (wantedPlaces + GRANULE - 1) / GRANULE * GRANULE));
        NDManager next = owner.newSubManager();
        tensors = tensors.isEmpty()
                ? model.program.infer(next, "cache", (long) nextRows, (long) nextPlaces, model.core.weights)
                : model.program.infer(
                        next, "widen_cache", tensors, (long) nextRows, (long) nextPlaces, model.core.weights);
        manager.close();
        manager = next;
        rows = nextRows;
        places = nextPlaces;
    }

    /** Copies the first {@code used} places of a sequence over another one. */
    void move(int source, int target, int used) {
        model.program.infer(manager, "move_row", tensors, (long) source, (long) target, (long) used);
    }

    /** Of each layer. */
    List<NDArray> keys() {
        return tensors.subList(0, tensors.size() / 2);
    }

    /** Of each layer. */
    List<NDArray> values() {
        return tensors.subList(tensors.size() / 2, tensors.size());
    }

    /** Where a sequence's place lies among all places; behind the last one its last, which no unfinished prompt uses. */
    long index(int row, int place) {
        return (long) row * places + Math.min(place, places - 1);
    }
}
