package dev.alluvium.trainer.run;

import dev.alluvium.model.TrainingSnapshot;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Monitors a training: keeps its metrics, saves checkpoints in time and before a stop, and obeys the stop signal.
 */
final class TrainingMonitor implements RecipeObserver {
    private static final int POINTS = 500;

    private final Checkpoints checkpoints;
    private final StopSignal stop;
    private final long intervalNanos;
    private final RunListener listener;
    private final PlanChanges changes;
    private final List<MetricPoint> points;
    private long saved = System.nanoTime();

    TrainingMonitor(
            Checkpoints checkpoints,
            Optional<Checkpoints.Saved> from,
            StopSignal stop,
            Duration interval,
            RunListener listener,
            PlanChanges changes) {
        this.checkpoints = checkpoints;
        this.stop = stop;
        this.intervalNanos = interval.toNanos();
        this.listener = listener;
        this.changes = changes;
        this.points = new ArrayList<>(from.map(Checkpoints.Saved::points).orElse(List.of()));
    }

    /** Up to {@value #POINTS} of the steps so far. */
    List<MetricPoint> points() {
        return List.copyOf(points);
    }

    @Override
    public Wish after(Step step, Supplier<TrainingSnapshot> state) {
        int every = Math.max(1, step.of() / POINTS);
        if (step.tally().step() % every == 0 || step.tally().step() == step.of()) {
            points.add(MetricPoint.of(step));
        }
        listener.step(step);
        Optional<StopSignal.Reason> reason = stop.reason();
        boolean closing = reason.filter(StopSignal.Reason.CLOSING::equals).isPresent();
        boolean due = reason.isEmpty() && System.nanoTime() - saved >= intervalNanos;
        if (closing || due) {
            checkpoints.save(state.get(), step.tally(), points, changes);
            listener.checkpointed(step.tally().step());
            saved = System.nanoTime();
        }
        return reason.isPresent() ? Wish.STOP : Wish.CONTINUE;
    }
}
