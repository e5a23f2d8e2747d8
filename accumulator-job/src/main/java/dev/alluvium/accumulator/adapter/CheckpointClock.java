package dev.alluvium.accumulator.adapter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells by the numbers of checkpoints which changes are durable and which Cut commands are ripe. It forgets everything
 * with a restart: what was restored is durable by definition.
 *
 * <p>A Cut is ripe once a whole interval between two barriers brought nothing more for its model, so that what was
 * pushed before it is in; or after {@link #PATIENCE} barriers, on a stream that never pauses.
 */
final class CheckpointClock {
    /** Barriers after which a Cut is ripe whatever still comes. */
    static final int PATIENCE = 5;

    private final Map<String, Long> changedAfter = new HashMap<>();
    private final Map<String, Long> broughtAfter = new HashMap<>();
    private final Map<String, Map<String, Long>> askedAfter = new HashMap<>();
    private long snapshot;
    private long completed;

    /** The operator's state went into a checkpoint. */
    void snapshotTaken(long checkpoint) {
        snapshot = checkpoint;
    }

    /** That checkpoint is complete. */
    void completed(long checkpoint) {
        completed = Math.max(completed, checkpoint);
    }

    /** Something of the model changed that must be durable before it is acted on. */
    void changed(String model) {
        changedAfter.put(model, snapshot);
    }

    /** A batch came for the model. */
    void brought(String model) {
        broughtAfter.put(model, snapshot);
    }

    /** Whether the last change of the model is in a completed checkpoint. */
    boolean durable(String model) {
        Long after = changedAfter.get(model);
        return after == null || completed > after;
    }

    /** Those of the waiting commands that are ripe; a command is taken as received when it is first asked for. */
    Set<String> ripe(String model, Set<String> waiting) {
        Map<String, Long> asked = askedAfter.computeIfAbsent(model, name -> new HashMap<>());
        asked.keySet().retainAll(waiting);
        waiting.forEach(id -> asked.putIfAbsent(id, snapshot));
        boolean quiet = broughtAfter.getOrDefault(model, -1L) < snapshot - 1;
        Set<String> ripe = new HashSet<>();
        asked.forEach((id, after) -> {
            long barriers = snapshot - after;
            if (barriers >= PATIENCE || (barriers >= 1 && quiet)) {
                ripe.add(id);
            }
        });
        return ripe;
    }
}
