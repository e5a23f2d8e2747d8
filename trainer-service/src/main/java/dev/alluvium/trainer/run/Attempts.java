package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.trainer.plan.RunPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Runs and their attempts, as the store has them. */
public final class Attempts {
    private static final String RUNS = "runs/";
    private static final String PLAN = "/plan.json";

    private final ObjectStore store;

    public Attempts(ObjectStore store) {
        this.store = store;
    }

    /** The plan of a run's newest attempt, if it has one. */
    public Optional<RunPlan> newest(String run) {
        return store.list(RUNS + run + "/").stream()
                .filter(key -> key.endsWith(PLAN))
                .reduce((older, newer) -> newer)
                .flatMap(this::plan);
    }

    /** What an attempt made, if it was finished. */
    public Optional<AttemptManifest> manifest(String run, String attempt) {
        return read(ObjectKeys.attemptManifest(run, attempt), AttemptManifest.class);
    }

    /** Puts a plan on record; of several at the same time one stands, and all get that one. */
    public RunPlan begin(RunPlan plan) {
        String key = ObjectKeys.plan(plan.run(), plan.attempt());
        store.putIfAbsent(key, Json.bytes(plan));
        return plan(key).orElseThrow(() -> new IllegalStateException(key + " vanished after it was written"));
    }

    /** Puts on record what an attempt made; the first one stands. */
    public AttemptManifest finish(AttemptManifest manifest) {
        String run = manifest.result().run();
        String attempt = manifest.result().attempt();
        store.putIfAbsent(ObjectKeys.attemptManifest(run, attempt), Json.bytes(manifest));
        return manifest(run, attempt).orElseThrow();
    }

    /** The newest plan that is wanted, of runs whose end was not published. */
    public Optional<RunPlan> unfinished(Set<String> ended, Predicate<RunPlan> wanted) {
        Set<String> runs = new TreeSet<>();
        for (String key : store.list(RUNS)) {
            if (key.endsWith(PLAN)) {
                runs.add(key.substring(RUNS.length(), key.indexOf('/', RUNS.length())));
            }
        }
        List<RunPlan> plans = runs.stream()
                .filter(run -> !ended.contains(run))
                .flatMap(run -> newest(run).stream())
                .filter(wanted)
                .toList();
        return plans.stream().max(Comparator.comparing(RunPlan::at));
    }

    private Optional<RunPlan> plan(String key) {
        return read(key, RunPlan.class);
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        return store.get(key).map(StoredObject::bytes).map(bytes -> Json.read(bytes, type));
    }
}
