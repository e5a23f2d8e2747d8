package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.trainer.adapter.TrainerMetrics.Outcome;
import dev.alluvium.trainer.coordinator.CurrentRun;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.run.RunEnd;
import dev.alluvium.trainer.run.RunExecution;
import dev.alluvium.trainer.run.RunListener;
import dev.alluvium.trainer.run.RunQueue;
import dev.alluvium.trainer.run.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training thread: one run at a time, and its result published once. What fails because something is away or wrong
 * in the configuration is tried again, ever more rarely; only the recipe's own verdict fails a run.
 */
public final class TrainingWorker {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingWorker.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final TrainerCoordinator coordinator;
    private final RunQueue queue;
    private final RunExecution execution;
    private final TrainerTopics topics;
    private final TrainerPublisher publisher;
    private final TrainerMetrics metrics;
    private final Map<String, ModelConfig> models;

    public TrainingWorker(
            TrainerCoordinator coordinator,
            RunQueue queue,
            RunExecution execution,
            TrainerTopics topics,
            TrainerPublisher publisher,
            TrainerMetrics metrics,
            Map<String, ModelConfig> models) {
        this.coordinator = coordinator;
        this.queue = queue;
        this.execution = execution;
        this.topics = topics;
        this.publisher = publisher;
        this.metrics = metrics;
        this.models = Map.copyOf(models);
    }

    /** Returns when the service stops. */
    public void run() throws InterruptedException {
        while (!coordinator.closing()) {
            Optional<NextRun> next = coordinator.awaitNext(IDLE);
            if (next.isPresent()) {
                attempt(next.get());
            }
        }
    }

    private void attempt(NextRun fresh) throws InterruptedException {
        try {
            Optional<CurrentRun> job = coordinator.begin(queue.choose(coordinator.state(), fresh));
            if (job.isPresent()) {
                execute(job.get(), fresh);
            }
        } catch (RuntimeException e) {
            if (!coordinator.closing()) {
                metrics.retried();
                coordinator.hold(fresh, String.valueOf(e.getMessage()), FIRST_RETRY, LAST_RETRY);
                LOG.atWarn()
                        .addKeyValue("run", fresh.run())
                        .setCause(e)
                        .log("run could not go on, it will be tried again");
            }
        } finally {
            coordinator.end();
        }
    }

    private void execute(CurrentRun job, NextRun fresh) throws InterruptedException {
        NextRun run = job.run();
        long begun = System.nanoTime();
        RunEnd end = execution.execute(
                run,
                Objects.requireNonNull(models.get(run.model())),
                coordinator.probes(run.model()),
                job.stop(),
                new Listeners(List.of(job, metrics, new RunLog())));
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        if (end instanceof RunEnd.Finished finished) {
            publish(finished.result());
            metrics.ended(finished.result() instanceof AdapterTrained ? Outcome.TRAINED : Outcome.FAILED, time);
        } else if (end instanceof RunEnd.Interrupted interrupted) {
            metrics.ended(Outcome.INTERRUPTED, time);
            if (interrupted.reason() == StopSignal.Reason.LEASE_LOST) {
                metrics.leaseLost();
            }
            LOG.atInfo()
                    .addKeyValue("run", run.run())
                    .addKeyValue("why", interrupted.reason())
                    .log("training interrupted");
        } else if (end instanceof RunEnd.Held held) {
            coordinator.holdForOperator(fresh, held.why(), LAST_RETRY);
            LOG.atWarn().addKeyValue("model", run.model()).log("training holds: {}", held.why());
        } else if (end instanceof RunEnd.Gathers gathers) {
            coordinator.hold(fresh, gathers.why(), LAST_RETRY, LAST_RETRY);
        } else {
            coordinator.hold(fresh, "another trainer works on " + run.run(), FIRST_RETRY, FIRST_RETRY);
        }
    }

    private void publish(TrainingResult result) throws InterruptedException {
        publisher.publish(result, run -> {
            topics.awaitResults();
            return coordinator.state().ended().containsKey(run);
        });
        coordinator.ended(result);
        LOG.atInfo()
                .addKeyValue("run", result.run())
                .addKeyValue("result", result.getClass().getSimpleName())
                .log("training ended");
    }

    private record Listeners(List<RunListener> all) implements RunListener {
        @Override
        public void paraphrased(ParaphraseFigures figures) {
            all.forEach(listener -> listener.paraphrased(figures));
        }

        @Override
        public void planned(RunPlan plan, int done) {
            all.forEach(listener -> listener.planned(plan, done));
        }

        @Override
        public void step(RecipeObserver.Step step) {
            all.forEach(listener -> listener.step(step));
        }

        @Override
        public void checkpointed(int step) {
            all.forEach(listener -> listener.checkpointed(step));
        }
    }

    private static final class RunLog implements RunListener {
        @Override
        public void planned(RunPlan plan, int done) {
            LOG.atInfo()
                    .addKeyValue("run", plan.run())
                    .addKeyValue("attempt", plan.attempt())
                    .addKeyValue("model", plan.model())
                    .addKeyValue("parent", plan.inputs().parent())
                    .addKeyValue("rounds", plan.inputs().roundNames())
                    .addKeyValue("records", plan.counts().records())
                    .addKeyValue("done", done)
                    .addKeyValue("steps", plan.batches().steps())
                    .log("training started");
        }

        @Override
        public void step(RecipeObserver.Step step) {
            LOG.atDebug()
                    .addKeyValue("step", step.tally().step())
                    .addKeyValue("loss", step.loss())
                    .log("step");
        }
    }
}
