package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What runs measured, out of the store: any trainer can tell, whichever made the run. */
public final class LossCurves {
    private final ObjectStore store;

    public LossCurves(ObjectStore store) {
        this.store = store;
    }

    /** The points of a run's newest attempt: all of them once it ended, until then as far as its last checkpoint. */
    public List<MetricPoint> of(String run) {
        return new Attempts(store)
                .newest(run)
                .map(plan ->
                        ended(run, plan.attempt()).orElseGet(() -> Checkpoints.pointsOf(store, run, plan.attempt())))
                .orElse(List.of());
    }

    private Optional<List<MetricPoint>> ended(String run, String attempt) {
        return store.get(ObjectKeys.runMetrics(run, attempt))
                .map(StoredObject::bytes)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), MetricPoint.class))
                        .toList());
    }
}
