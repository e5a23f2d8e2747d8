package dev.alluvium.trainer.run;

import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.base.DirectoryCache;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ParaphrasesConfig;
import dev.alluvium.trainer.paraphrase.Rewriter;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunIds;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.plan.RunResources;
import dev.alluvium.trainer.recipe.RecipeOutcome;
import dev.alluvium.trainer.trial.Forecast;
import dev.alluvium.trainer.trial.Forecaster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
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
    private final RunPlanner planner;
    private final AttemptWriter writer;
    private final GeneralText general;

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
     * @param threads torch threads; null to choose
     * @param base how bases are loaded, and where to
     * @param rewriters what asks an endpoint for paraphrases
     * @param general sees to it that a base has general text
     */
    public record Means(
            @Nullable Long memory,
            @Nullable Integer threads,
            LoadOptions base,
            Function<ParaphrasesConfig, Rewriter> rewriters,
            long adapterCache,
            GeneralText general) {
        /** With any room for copies of adapters, and bases as they are. */
        public Means(
                @Nullable Long memory,
                @Nullable Integer threads,
                LoadOptions base,
                Function<ParaphrasesConfig, Rewriter> rewriters) {
            this(memory, threads, base, rewriters, Long.MAX_VALUE, (name, goesOn) -> {});
        }
    }

    /** Sees to it that a base has general text, before a run on it is planned. */
    @FunctionalInterface
    public interface GeneralText {
        /**
         * Returns when it has some.
         *
         * @param goesOn false leaves the rest for another time
         * @throws CancellationException if it was left
         */
        void ensure(String base, BooleanSupplier goesOn);
    }

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
        DirectoryCache cache = DirectoryCache.limited(store, work.resolve("adapters"), means.adapterCache());
        this.inputs = new RunInputs(
                store,
                bases,
                new ParentAdapters(cache),
                clock,
                means.base(),
                () -> RunResources.of(
                        NumericsEnvironment.present(means.base().kind()),
                        means.threads(),
                        FreeMemory.of(means.memory())),
                scratch,
                means.rewriters());
        this.planner = new RunPlanner(store, attempts, inputs);
        this.general = means.general();
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
        RunRequest request = new RunRequest(next, model, probes, stop, listener);
        try {
            return goOn(request);
        } catch (UnusableBaseException e) {
            return failed(next, "bad-base", String.valueOf(e.getMessage()));
        } catch (OutOfMemoryException e) {
            return failed(next, "out-of-memory", String.valueOf(e.getMessage()));
        } catch (CancellationException e) { // of texts that were being asked for
            return stopped(request);
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
        RunRequest request = new RunRequest(next, model, probes, new StopSignal(), RunListener.NONE);
        inputs.incompatible(request).ifPresent(why -> {
            throw new IllegalArgumentException(next.model() + " holds: " + why);
        });
        try (BaseModel loaded = inputs.load(request.base())) {
            RunInputs.Prepared prepared = inputs.plan(request, RunIds.attempt(1), loaded, RunInputs.Cause.NONE);
            return new Forecaster(inputs.resources(), probe).of(prepared.recipe());
        } catch (UnusableBaseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private RunEnd goOn(RunRequest request) {
        NextRun next = request.next();
        Optional<RunPlan> planned = attempts.newest(next.run());
        Optional<AttemptManifest> made = planned.flatMap(plan -> attempts.manifest(plan.run(), plan.attempt()));
        if (made.isPresent()) {
            return new RunEnd.Finished(made.get().result());
        }
        inputs.erase(next);
        Optional<String> incompatible = planned.isPresent() ? Optional.empty() : inputs.incompatible(request);
        if (incompatible.isPresent()) {
            return new RunEnd.Held(incompatible.get());
        }
        Optional<String> gathers = planned.isPresent() ? Optional.empty() : inputs.gathers(request);
        if (gathers.isPresent()) {
            return new RunEnd.Gathers(gathers.get());
        }
        if (planned.isEmpty()) {
            UnusableBaseException.reading(() -> {
                general.ensure(request.base(), () -> request.stop().reason().isEmpty());
                return request;
            });
        }
        try (BaseModel loaded = planned.map(inputs::load).orElseGet(() -> inputs.load(request.base()))) {
            RunInputs.Prepared prepared = planned.isPresent()
                    ? planner.resumed(request, planned.get(), loaded)
                    : planner.first(request, loaded);
            return train(request, prepared, loaded);
        }
    }

    /** Trains; for want of memory again and again, each time as another attempt with half the rows at once. */
    private RunEnd train(RunRequest request, RunInputs.Prepared first, BaseModel loaded) {
        RunInputs.Prepared prepared = first;
        while (true) {
            RunPlan plan = prepared.plan();
            try {
                return train(request, prepared);
            } catch (RuntimeException | OutOfMemoryError e) {
                if (!OutOfMemoryException.caused(e)) {
                    throw e;
                }
                int rows = plan.execution().microRows();
                if (rows == 1) {
                    throw OutOfMemoryException.withOneRow(plan, "ran out of memory");
                }
                String because = "attempt %s ran out of memory with %d rows at a time".formatted(plan.attempt(), rows);
                LOG.atWarn().addKeyValue("run", plan.run()).log(because);
                prepared = planner.halved(request, plan, loaded, because);
            }
        }
    }

    private RunEnd train(RunRequest request, RunInputs.Prepared prepared) {
        RunPlan plan = prepared.plan();
        Checkpoints checkpoints = new Checkpoints(store, plan.run(), plan.attempt(), scratch);
        Optional<Checkpoints.Saved> saved = checkpoints.latest();
        int step = saved.map(it -> it.resume().tally().step()).orElse(0);
        request.listener().planned(plan, step);
        PlanChanges changes = PlanChanges.of(plan, saved, inputs.resources().machine());
        TrainingMonitor watch = new TrainingMonitor(
                checkpoints, saved, request.stop(), timing.checkpoint(), request.listener(), changes);
        StartMarkers starts = new StartMarkers(store, plan.run(), plan.attempt());
        starts.begin(step);
        RecipeOutcome outcome = TorchThreads.with(
                plan.execution().machine().threads(),
                () -> prepared.recipe()
                        .train(saved.map(Checkpoints.Saved::resume).orElse(null), watch));
        starts.end(step);
        RunEnd end = end(request, plan, outcome, watch, changes);
        if (end instanceof RunEnd.Finished) {
            checkpoints.clear();
            starts.clear();
        }
        return end;
    }

    private RunEnd end(
            RunRequest request, RunPlan plan, RecipeOutcome outcome, TrainingMonitor watch, PlanChanges changes) {
        if (outcome instanceof RecipeOutcome.Trained trained) {
            return new RunEnd.Finished(writer.write(plan, trained, watch.points(), changes.all()));
        }
        RunEnd end = outcome instanceof RecipeOutcome.Failed failed
                ? failed(request.next(), failed.reason(), failed.detail())
                : stopped(request);
        if (end instanceof RunEnd.Finished) {
            writer.write(plan, watch.points());
        }
        return end;
    }

    private RunEnd stopped(RunRequest request) {
        StopSignal.Reason reason = request.stop().reason().orElseThrow();
        String resume = "`alluvium resume " + request.next().model() + "`";
        return reason == StopSignal.Reason.CANCELLED
                ? failed(request.next(), "cancelled", "an operator cancelled the run; no run begins until " + resume)
                : new RunEnd.Interrupted(reason);
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
}
