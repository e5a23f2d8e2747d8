package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.knowledge.wording.WithheldWordings;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.metrics.ProcessMemory;
import dev.alluvium.trainer.TrainerMeters;
import dev.alluvium.trainer.coordinator.RunView;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.paraphrase.ParaphraseVerdict;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RunMeasurements;
import dev.alluvium.trainer.run.RunListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counts what the trainer does; every meter exists from the start. */
public final class TrainerMetrics implements RunListener {
    /** How an execution ended. */
    public enum Outcome {
        TRAINED,
        FAILED,
        INTERRUPTED
    }

    private final Map<Outcome, Counter> runs = new EnumMap<>(Outcome.class);
    private final Map<ChatRewriter.Request, Counter> requests = new EnumMap<>(ChatRewriter.Request.class);
    private final Map<ParaphraseVerdict, Counter> paraphrases = new EnumMap<>(ParaphraseVerdict.class);
    private final Counter steps;
    private final Counter tokens;
    private final Counter checkpoints;
    private final Counter retries;
    private final Counter truncated;
    private final Counter withheldOwn;
    private final Counter withheldElsewhere;
    private final Timer runTime;
    private final Counter leasesLost;
    private volatile RunMeasurements last = RunMeasurements.start();
    private volatile RecipeObserver.@Nullable Step lastStep;
    private volatile int of;

    public TrainerMetrics(MeterRegistry registry, TrainerCoordinator coordinator) {
        Meters meters = new Meters(registry);
        for (Outcome outcome : Outcome.values()) {
            runs.put(outcome, meters.counter(TrainerMeters.RUNS, tag(outcome)));
        }
        steps = meters.counter(TrainerMeters.STEPS);
        tokens = meters.counter(TrainerMeters.TOKENS);
        checkpoints = meters.counter(TrainerMeters.CHECKPOINTS);
        retries = meters.counter(TrainerMeters.RETRIES);
        truncated = meters.counter(TrainerMeters.TRUNCATED);
        withheldOwn = meters.counter(TrainerMeters.WITHHELD, "own");
        withheldElsewhere = meters.counter(TrainerMeters.WITHHELD, "elsewhere");
        for (ChatRewriter.Request request : ChatRewriter.Request.values()) {
            requests.put(request, meters.counter(TrainerMeters.PARAPHRASE_REQUESTS, tag(request)));
        }
        for (ParaphraseVerdict verdict : ParaphraseVerdict.values()) {
            paraphrases.put(verdict, meters.counter(TrainerMeters.PARAPHRASES, tag(verdict)));
        }
        runTime = meters.timer(TrainerMeters.RUN_TIME);
        meters.gauge(TrainerMeters.TRAINING, () -> coordinator.job().isPresent() ? 1 : 0);
        meters.gauge(TrainerMeters.PROGRESS, () -> of == 0 ? 0 : (double) last.step() / of);
        meters.gauge(TrainerMeters.LOSS, () -> last.loss());
        leasesLost = meters.counter(TrainerMeters.LEASES_LOST);
        meters.gauge(TrainerMeters.VALIDATION_LOSS, () -> {
            Double validation = last.validationLoss();
            return validation == null ? Double.NaN : validation;
        });
        meters.gauge(TrainerMeters.LEARNING_RATE, () -> ofStep(RecipeObserver.Step::learningRate));
        meters.gauge(TrainerMeters.GRADIENT_NORM, () -> ofStep(RecipeObserver.Step::gradientNorm));
        meters.gauge(TrainerMeters.EPOCH, () -> ofStep(RecipeObserver.Step::epoch));
        meters.gauge(TrainerMeters.REMAINING, () -> coordinator.job().isPresent() ? RunView.remaining(last, of) : 0);
        meters.gauge(TrainerMeters.MEMORY, ProcessMemory::resident);
        meters.gauge(TrainerMeters.HOLDING, () -> coordinator.holding().size());
        meters.gauge(TrainerMeters.TOKEN_RATE, () -> last.tokensPerSecond());
    }

    /** The endpoint for paraphrases answered, or did not. */
    public void requested(ChatRewriter.Request request) {
        Objects.requireNonNull(requests.get(request)).increment();
    }

    @Override
    public void paraphrased(ParaphraseFigures figures) {
        Map.of(
                        ParaphraseVerdict.USED, figures.used(),
                        ParaphraseVerdict.DUPLICATE, figures.duplicates(),
                        ParaphraseVerdict.PROBE, figures.probes(),
                        ParaphraseVerdict.UNFIT, figures.unfit())
                .forEach((verdict, count) ->
                        Objects.requireNonNull(paraphrases.get(verdict)).increment(count));
    }

    @Override
    public void planned(RunPlan plan, int done) {
        of = plan.batches().steps();
        last = RunMeasurements.start();
        truncated.increment(plan.batches().truncated());
        WithheldWordings withheld = Objects.requireNonNullElse(plan.batches().withheld(), WithheldWordings.NONE);
        withheldOwn.increment(withheld.own());
        withheldElsewhere.increment(withheld.elsewhere());
    }

    @Override
    public void step(RecipeObserver.Step step) {
        last = step.tally();
        lastStep = step;
        steps.increment();
        tokens.increment(step.tokens());
    }

    @Override
    public void checkpointed(int step) {
        checkpoints.increment();
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private double ofStep(ToDoubleFunction<RecipeObserver.Step> value) {
        RecipeObserver.Step step = lastStep;
        return step == null ? 0 : value.applyAsDouble(step);
    }

    /** An execution ended because somebody else works on its run. */
    public void leaseLost() {
        leasesLost.increment();
    }

    /** An execution ended. */
    public void ended(Outcome outcome, Duration time) {
        Objects.requireNonNull(runs.get(outcome)).increment();
        runTime.record(time);
    }

    /** An execution failed and will be tried again. */
    public void retried() {
        retries.increment();
    }
}
