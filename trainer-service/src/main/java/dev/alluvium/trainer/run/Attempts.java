package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /** Puts a plan on record, its run's mark first; of several at the same time one stands, and all get that one. */
    public RunPlan begin(RunPlan plan) {
        store.putIfAbsent(ObjectKeys.openRun(plan.model(), plan.run()), Json.bytes(NextRun.of(plan)));
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

    /**
     * The run with the newest plan of those that were begun and can go on. Marks of runs that never will are taken away,
     * so that looking costs the same however many runs came before; a mark that is lost costs no more than the progress
     * of its run.
     *
     * @param over whether a run has ended or makes no more sense
     * @param wanted whether one that is not over may take the place of the run at hand
     */
    public Optional<NextRun> unfinished(String model, Predicate<NextRun> over, Predicate<NextRun> wanted) {
        List<RunPlan> plans = new ArrayList<>();
        for (String key : store.list(ObjectKeys.openRuns(model))) {
            Optional<NextRun> begun = read(key, NextRun.class);
            if (begun.filter(over).isPresent()) {
                store.delete(key);
            } else {
                begun.filter(wanted).flatMap(run -> newest(run.run())).ifPresent(plans::add);
            }
        }
        return plans.stream().max(Comparator.comparing(RunPlan::at)).map(NextRun::of);
    }

    private Optional<RunPlan> plan(String key) {
        return read(key, RunPlan.class);
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        return store.get(key).map(StoredObject::bytes).map(bytes -> Json.read(bytes, type));
    }
}
