package dev.alluvium.trainer.adapter;

import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.trainer.TrainerMeters;
import dev.alluvium.trainer.desk.TrainerDesk;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.Tally;
import dev.alluvium.trainer.run.RunListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what the trainer does; every meter exists from the start. */
public final class TrainerMetrics implements RunListener {
    /** Outcomes of an execution. */
    public static final String TRAINED = "trained";

    public static final String FAILED = "failed";
    public static final String INTERRUPTED = "interrupted";

    private final Map<String, Counter> runs;
    private final Counter steps;
    private final Counter tokens;
    private final Counter checkpoints;
    private final Counter retries;
    private final Counter truncated;
    private final Timer runTime;
    private volatile Tally last = Tally.start();
    private volatile int of;

    public TrainerMetrics(MeterRegistry registry, TrainerDesk desk) {
        Meters meters = new Meters(registry);
        runs = Stream.of(TRAINED, FAILED, INTERRUPTED)
                .collect(Collectors.toMap(outcome -> outcome, outcome -> meters.counter(TrainerMeters.RUNS, outcome)));
        steps = meters.counter(TrainerMeters.STEPS);
        tokens = meters.counter(TrainerMeters.TOKENS);
        checkpoints = meters.counter(TrainerMeters.CHECKPOINTS);
        retries = meters.counter(TrainerMeters.RETRIES);
        truncated = meters.counter(TrainerMeters.TRUNCATED);
        runTime = meters.timer(TrainerMeters.RUN_TIME);
        meters.gauge(TrainerMeters.TRAINING, () -> desk.job().isPresent() ? 1 : 0);
        meters.gauge(TrainerMeters.PROGRESS, () -> of == 0 ? 0 : (double) last.step() / of);
        meters.gauge(TrainerMeters.LOSS, () -> last.loss());
        meters.gauge(TrainerMeters.TOKEN_RATE, () -> last.tokensPerSecond());
    }

    @Override
    public void planned(RunPlan plan, int done) {
        of = plan.batches().steps();
        last = Tally.start();
        truncated.increment(plan.batches().truncated());
    }

    @Override
    public void step(RecipeObserver.Step step) {
        last = step.tally();
        steps.increment();
        tokens.increment(step.tokens());
    }

    @Override
    public void checkpointed(int step) {
        checkpoints.increment();
    }

    /** An execution ended. */
    public void ended(String outcome, Duration time) {
        runs.getOrDefault(outcome, runs.get(INTERRUPTED)).increment();
        runTime.record(time);
    }

    /** An execution failed and will be tried again. */
    public void retried() {
        retries.increment();
    }
}
