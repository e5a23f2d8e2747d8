package dev.alluvium.trainer.coordinator;

import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.run.RunListener;
import dev.alluvium.trainer.run.StopSignal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run that is being executed. Written by the training thread, read by all. */
public final class CurrentRun implements RunListener {
    private final NextRun run;
    private final StopSignal stop = new StopSignal();
    private volatile @Nullable RunPlan plan;
    private volatile RecipeObserver.@Nullable Step step;

    public CurrentRun(NextRun run) {
        this.run = run;
    }

    public NextRun run() {
        return run;
    }

    public StopSignal stop() {
        return stop;
    }

    /** Its plan, once it stands. */
    public Optional<RunPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /** Its last step. */
    public Optional<RecipeObserver.Step> step() {
        return Optional.ofNullable(step);
    }

    @Override
    public void planned(RunPlan standing, int done) {
        plan = standing;
    }

    @Override
    public void step(RecipeObserver.Step done) {
        step = done;
    }
}
