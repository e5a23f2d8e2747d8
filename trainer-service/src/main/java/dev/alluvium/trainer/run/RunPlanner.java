package dev.alluvium.trainer.run;

import dev.alluvium.model.BaseModel;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.plan.RunIds;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.run.RunInputs.Cause;
import dev.alluvium.trainer.run.RunInputs.Prepared;

/** Finds the plan by which a run goes on: its own as long as it can be kept, else that of another attempt. */
final class RunPlanner {
    /** One may be anybody's {@code kill -9}. */
    private static final int DEATHS = 2;

    /** There is nothing less to try, so that a harmless cause, such as several deployments, is ruled out longer. */
    private static final int DEATHS_WITH_ONE_ROW = 5;

    private final ObjectStore store;
    private final Attempts attempts;
    private final RunInputs inputs;

    RunPlanner(ObjectStore store, Attempts attempts, RunInputs inputs) {
        this.store = store;
        this.attempts = attempts;
        this.inputs = inputs;
    }

    /** A run's first attempt. */
    Prepared first(RunRequest request, BaseModel loaded) {
        return begin(request, RunIds.attempt(1), loaded, Cause.NONE);
    }

    /** Another attempt that works off half the rows at a time. */
    Prepared halved(RunRequest request, RunPlan before, BaseModel loaded, String because) {
        Cause cause = new Cause(because, before.execution().microRows() / 2);
        return begin(request, RunIds.following(before.attempt()), loaded, cause);
    }

    /**
     * Goes on with a plan, unless it lays out other batches by now, or those who kept to it did not survive that.
     *
     * @throws OutOfMemoryException if they did not survive it with one row at a time either
     */
    Prepared resumed(RunRequest request, RunPlan plan, BaseModel loaded) {
        int rows = plan.execution().microRows();
        int step = Checkpoints.newestStep(store, plan.run(), plan.attempt());
        long deaths = new StartMarkers(store, plan.run(), plan.attempt()).deaths(step);
        if (deaths >= DEATHS && rows > 1) {
            String because =
                    "attempt %s with %d rows at a time ended %d times after step %d without a word, as a process "
                            + "does that is killed for want of memory";
            return halved(request, plan, loaded, because.formatted(plan.attempt(), rows, deaths, step));
        }
        if (deaths >= DEATHS_WITH_ONE_ROW) {
            throw OutOfMemoryException.withOneRow(
                    plan, "ended %d times after step %d without a word".formatted(deaths, step));
        }
        if (inputs.erasedSince(plan)) {
            String because = "facts that attempt " + plan.attempt() + " trains were erased after it was planned";
            return begin(request, RunIds.following(plan.attempt()), loaded, new Cause(because, rows));
        }
        Prepared prepared = new Prepared(plan, inputs.recipe(plan, loaded));
        if (prepared.recipe().plan().equals(plan.batches())) {
            return prepared;
        }
        String because = "what attempt " + plan.attempt()
                + " began with is laid out in other batches now: by another build, or because texts were erased";
        return begin(request, RunIds.following(plan.attempt()), loaded, new Cause(because, rows));
    }

    private Prepared begin(RunRequest request, String attempt, BaseModel loaded, Cause cause) {
        Prepared fresh = inputs.plan(request, attempt, loaded, cause);
        RunPlan standing = attempts.begin(fresh.plan());
        return standing.equals(fresh.plan()) ? fresh : new Prepared(standing, inputs.recipe(standing, loaded));
    }
}
