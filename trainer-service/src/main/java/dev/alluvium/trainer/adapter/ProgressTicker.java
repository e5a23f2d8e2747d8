package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.training.TrainingProgress;
import dev.alluvium.runtime.metrics.ProcessMemory;
import dev.alluvium.runtime.work.RepeatedTasks;
import dev.alluvium.trainer.coordinator.CurrentRun;
import dev.alluvium.trainer.coordinator.RunView;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.time.Clock;
import java.time.Duration;

/** Publishes where the present run is, every second, however long a step takes. */
public final class ProgressTicker implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final TrainerCoordinator coordinator;
    private final TrainerPublisher publisher;
    private final Clock clock;
    private final RepeatedTasks thread = new RepeatedTasks("trainer-progress");

    public ProgressTicker(TrainerCoordinator coordinator, TrainerPublisher publisher, Clock clock) {
        this.coordinator = coordinator;
        this.publisher = publisher;
        this.clock = clock;
    }

    public void start() {
        thread.every(EVERY, EVERY, this::tick);
    }

    /** The thread that it works on. */
    public RepeatedTasks thread() {
        return thread;
    }

    private void tick() {
        coordinator.job().ifPresent(job -> job.step().ifPresent(step -> publisher.publish(progress(job, step))));
    }

    private TrainingProgress progress(CurrentRun job, RecipeObserver.Step step) {
        return new TrainingProgress(
                job.run().model(),
                job.run().run(),
                job.plan().orElseThrow().attempt(),
                step.tally().step(),
                step.of(),
                step.epoch(),
                step.tally().loss(),
                step.tally().validationLoss(),
                step.learningRate(),
                step.gradientNorm(),
                step.tally().tokensPerSecond(),
                ProcessMemory.resident(),
                RunView.remaining(step.tally(), step.of()),
                clock.instant());
    }

    @Override
    public void close() {
        thread.close();
    }
}
