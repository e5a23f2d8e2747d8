package dev.alluvium.trainer.run;

import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.config.ParaphrasesConfig;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.torch.Machine;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.base.DirectoryCache;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.paraphrase.Rewriter;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunIds;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeOutcome;
import dev.alluvium.trainer.trial.Forecast;
import dev.alluvium.trainer.trial.Forecaster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a run: takes its lease, goes on with its newest attempt or plans one, trains from the last checkpoint, and
 * puts the adapter on record. May be killed anywhere: whoever executes the run next ends with the same adapter.
 */
public final class RunExecution {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    private final ObjectStore store;
    private final Clock clock;
    private final String owner;
    private final Path scratch;
    private final Timing timing;
    private final Attempts attempts;
    private final RunInputs inputs;
    private final AttemptWriter writer;

    /**
     * How often things happen.
     *
     * @param lease a dead holder's run can be taken over after so long
     */
    public record Timing(Duration lease, Duration checkpoint) {}

    /**
     * What runs are made with.
     *
     * @param memory bytes that a run may take; null for what is left
     * @param base how bases are loaded, and where to
     * @param rewriters what asks an endpoint for paraphrases
     */
    public record Means(@Nullable Long memory, LoadOptions base, Function<ParaphrasesConfig, Rewriter> rewriters) {}

    /**
     * @param owner names this trainer in leases
     * @param work local directory for copies and files on their way
     */
    public RunExecution(
            ObjectStore store,
            BaseDirectories bases,
            Signer signer,
            Clock clock,
            String owner,
            Path work,
            Timing timing,
            Means means) {
        this.store = store;
        this.clock = clock;
        this.owner = owner;
        this.scratch = work.resolve("scratch");
        this.timing = timing;
        this.attempts = new Attempts(store);
        DirectoryCache cache = new DirectoryCache(store, work.resolve("adapters"));
        this.inputs = new RunInputs(
                store,
                bases,
                new ParentAdapters(cache),
                clock,
                means.base(),
                () -> new RunInputs.Resources(Machine.present(means.base().kind()), FreeMemory.of(means.memory())),
                scratch,
                means.rewriters());
        this.writer = new AttemptWriter(store, signer, clock, scratch);
    }

    /**
     * Executes a run to its end, or until {@code stop} says otherwise.
     *
     * @param probes trusted probes of the model, for a new plan
     * @throws RuntimeException if something is missing or away; a later call goes on where this one ended
     */
    public RunEnd execute(
            NextRun next, ModelConfig model, Collection<FactProbes> probes, StopSignal stop, RunListener listener) {
        Optional<RunLease> lease = RunLease.acquire(store, next.run(), owner, clock, timing.lease());
        if (lease.isEmpty()) {
            return new RunEnd.Busy();
        }
        LeaseKeeper keeper = new LeaseKeeper(lease.get(), timing.lease(), stop);
        try {
            return goOn(next, model, probes, stop, listener);
        } catch (BadBase e) {
            return failed(next, "bad-base", String.valueOf(e.getMessage()));
        } finally {
            keeper.close();
        }
    }

    /**
     * What a run would do and take; nothing is begun.
     *
     * @param probe steps to time
     * @throws IllegalArgumentException if the base is no good
     */
    public Forecast forecast(NextRun next, ModelConfig model, Collection<FactProbes> probes, int probe) {
        inputs.incompatible(next, model).ifPresent(why -> {
            throw new IllegalArgumentException(next.model() + " holds: " + why);
        });
        try (BaseModel loaded = inputs.load(Objects.requireNonNull(model.base()))) {
            RunInputs.Prepared prepared =
                    inputs.plan(next, RunIds.attempt(1), model, probes, loaded, RunInputs.Cause.NONE);
            RunInputs.Resources resources = inputs.resources();
            return new Forecaster(resources.machine(), resources.memory(), probe).of(prepared.recipe());
        } catch (BadBase e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private RunEnd goOn(
            NextRun next, ModelConfig model, Collection<FactProbes> probes, StopSignal stop, RunListener listener) {
        Optional<RunPlan> planned = attempts.newest(next.run());
        Optional<AttemptManifest> made = planned.flatMap(plan -> attempts.manifest(plan.run(), plan.attempt()));
        if (made.isPresent()) {
            return new RunEnd.Finished(made.get().result());
        }
        Optional<String> incompatible = planned.isPresent() ? Optional.empty() : inputs.incompatible(next, model);
        if (incompatible.isPresent()) {
            return new RunEnd.Held(incompatible.get());
        }
        try (BaseModel loaded =
                planned.map(inputs::load).orElseGet(() -> inputs.load(Objects.requireNonNull(model.base())))) {
            RunInputs.Prepared prepared = planned.isPresent()
                    ? resumed(planned.get(), next, model, probes, loaded)
                    : begun(next, RunIds.attempt(1), model, probes, loaded, RunInputs.Cause.NONE);
            return train(prepared, next, model, probes, loaded, stop, listener);
        }
    }

    /** Trains; for want of memory again and again, each time as another attempt with half the rows at once. */
    private RunEnd train(
            RunInputs.Prepared first,
            NextRun next,
            ModelConfig model,
            Collection<FactProbes> probes,
            BaseModel loaded,
            StopSignal stop,
            RunListener listener) {
        RunInputs.Prepared prepared = first;
        while (true) {
            RunPlan plan = prepared.plan();
            try {
                return train(prepared, stop, listener);
            } catch (RuntimeException | OutOfMemoryError e) {
                if (!OutOfMemory.caused(e)) {
                    throw e;
                }
                int rows = plan.executed().microRows();
                if (rows == 1) {
                    return failed(next, "out-of-memory", OutOfMemory.detail(plan));
                }
                String because = "attempt %s ran out of memory with %d rows at a time".formatted(plan.attempt(), rows);
                LOG.atWarn().addKeyValue("run", plan.run()).log(because);
                prepared = begun(
                        next,
                        RunIds.following(plan.attempt()),
                        model,
                        probes,
                        loaded,
                        new RunInputs.Cause(because, rows / 2));
            }
        }
    }

    /** Goes on with a plan, unless this build would lay out other batches: then that is another attempt. */
    private RunInputs.Prepared resumed(
            RunPlan plan, NextRun next, ModelConfig model, Collection<FactProbes> probes, BaseModel loaded) {
        RunInputs.Prepared prepared = new RunInputs.Prepared(plan, inputs.recipe(plan, loaded));
        return prepared.recipe().plan().equals(plan.batches())
                ? prepared
                : begun(
                        next,
                        RunIds.following(plan.attempt()),
                        model,
                        probes,
                        loaded,
                        new RunInputs.Cause(
                                "this build lays out other batches than attempt " + plan.attempt() + " began with",
                                plan.executed().microRows()));
    }

    private RunInputs.Prepared begun(
            NextRun next,
            String attempt,
            ModelConfig model,
            Collection<FactProbes> probes,
            BaseModel loaded,
            RunInputs.Cause cause) {
        RunInputs.Prepared fresh = inputs.plan(next, attempt, model, probes, loaded, cause);
        RunPlan standing = attempts.begin(fresh.plan());
        return standing.equals(fresh.plan())
                ? fresh
                : new RunInputs.Prepared(standing, inputs.recipe(standing, loaded));
    }

    private RunEnd train(RunInputs.Prepared prepared, StopSignal stop, RunListener listener) {
        RunPlan plan = prepared.plan();
        Checkpoints checkpoints = new Checkpoints(store, plan.run(), plan.attempt(), scratch);
        Optional<Checkpoints.Saved> saved = checkpoints.latest();
        listener.planned(plan, saved.map(it -> it.resume().tally().step()).orElse(0));
        PlanChanges changes = PlanChanges.of(plan, saved, inputs.resources().machine());
        TrainingWatch watch = new TrainingWatch(checkpoints, saved, stop, timing.checkpoint(), listener, changes);
        RecipeOutcome outcome =
                prepared.recipe().train(saved.map(Checkpoints.Saved::resume).orElse(null), watch);
        if (outcome instanceof RecipeOutcome.Trained trained) {
            RunEnd end = new RunEnd.Finished(writer.write(plan, trained, watch.points(), changes.all()));
            checkpoints.clear();
            return end;
        } else if (outcome instanceof RecipeOutcome.Failed failed) {
            return withoutAdapter(plan, watch, checkpoints, failed.reason(), failed.detail());
        }
        StopSignal.Reason reason = stop.reason().orElseThrow();
        if (reason != StopSignal.Reason.CANCELLED) {
            return new RunEnd.Interrupted(reason);
        }
        String detail = "an operator cancelled the run; no run begins until `alluvium resume " + plan.model() + "`";
        return withoutAdapter(plan, watch, checkpoints, "cancelled", detail);
    }

    private RunEnd failed(NextRun next, String reason, String detail) {
        return new RunEnd.Finished(new TrainingFailed(
                next.model(),
                next.run(),
                next.rounds(),
                next.parent(),
                next.rebuild(),
                reason,
                detail,
                clock.instant()));
    }

    private RunEnd withoutAdapter(
            RunPlan plan, TrainingWatch watch, Checkpoints checkpoints, String reason, String detail) {
        writer.write(plan, watch.points());
        checkpoints.clear();
        return new RunEnd.Finished(new TrainingFailed(
                plan.model(),
                plan.run(),
                plan.roundNames(),
                plan.parent(),
                plan.rebuild(),
                reason,
                detail,
                clock.instant()));
    }
}
