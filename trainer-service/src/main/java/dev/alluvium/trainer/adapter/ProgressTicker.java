package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.training.TrainingProgress;
import dev.alluvium.runtime.metrics.ProcessMemory;
import dev.alluvium.trainer.desk.Job;
import dev.alluvium.trainer.desk.RunView;
import dev.alluvium.trainer.desk.TrainerDesk;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes where the present run is, every second, however long a step takes. */
public final class ProgressTicker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressTicker.class);

    private final TrainerDesk desk;
    private final TrainerPublisher publisher;
    private final Clock clock;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "trainer-progress");
        thread.setDaemon(true);
        return thread;
    });

    public ProgressTicker(TrainerDesk desk, TrainerPublisher publisher, Clock clock) {
        this.desk = desk;
        this.publisher = publisher;
        this.clock = clock;
    }

    public void start() {
        var unused = scheduler.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            desk.job().ifPresent(job -> job.step().ifPresent(step -> publisher.publish(progress(job, step))));
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("progress was not published");
        }
    }

    private TrainingProgress progress(Job job, RecipeObserver.Step step) {
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
        scheduler.shutdownNow();
    }
}
