package dev.alluvium.trainer.coordinator;

import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.trainer.plan.NextAction;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.TrainerState;
import dev.alluvium.trainer.recipe.UnmeasuredBaseDefaults;
import dev.alluvium.trainer.run.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates the threads of the trainer: followers put down what they read, the training thread asks what to do next,
 * and HTTP asks for the state. A run that is no longer wanted is told to stop as soon as that is read.
 */
public final class TrainerCoordinator {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SortedMap<String, String> bases;
    private final Clock clock;
    private final Map<String, Map<String, FactProbes>> probes = new HashMap<>();
    private final Map<String, Hold> holds = new HashMap<>();
    private TrainerState state = TrainerState.empty();
    private @Nullable CurrentRun job;
    private boolean closing;

    /** Why a run waits, and until when; another run of the model does not. */
    private record Hold(String run, String why, Instant until, int failures, boolean forOperator) {
        boolean holds(String other, Instant now) {
            return run.equals(other) && until.isAfter(now);
        }
    }

    /** @param bases each model's base, as configured */
    public TrainerCoordinator(Map<String, String> bases, Clock clock) {
        this.bases = new TreeMap<>(bases);
        this.clock = clock;
    }

    /** Takes in something that was read. */
    public synchronized void update(UnaryOperator<TrainerState> change) {
        state = change.apply(state);
        CurrentRun running = job;
        if (running != null) {
            NextRun run = running.run();
            if (!state.wanted(run.model(), run.parent(), run.rounds(), run.rebuild())) {
                running.stop()
                        .stop(state.paused(run.model()) ? StopSignal.Reason.CANCELLED : StopSignal.Reason.UNWANTED);
            }
        }
        notifyAll();
    }

    /** Takes in a fact's trusted probes; null removes them. */
    public synchronized void probe(String model, String fact, @Nullable FactProbes list) {
        Map<String, FactProbes> ofModel = probes.computeIfAbsent(model, name -> new HashMap<>());
        if (list == null) {
            ofModel.remove(fact);
        } else {
            ofModel.put(fact, list);
        }
    }

    /** The trusted probes of a model. */
    public synchronized Collection<FactProbes> probes(String model) {
        return List.copyOf(probes.getOrDefault(model, Map.of()).values());
    }

    public synchronized TrainerState state() {
        return state;
    }

    /** A run to make, waiting so long for one; none once the service closes. */
    public synchronized Optional<NextRun> awaitNext(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Optional<NextRun> next = next();
        long left = limit.toMillis();
        while (next.isEmpty() && !closing && left > 0) {
            wait(left);
            next = next();
            left = (end - System.nanoTime()) / NANOS_PER_MILLI;
        }
        return closing ? Optional.empty() : next;
    }

    private Optional<NextRun> next() {
        for (Map.Entry<String, String> model : bases.entrySet()) {
            Hold hold = holds.get(model.getKey());
            if (state.next(model.getKey(), model.getValue()) instanceof NextAction.Start start
                    && (hold == null || !hold.holds(start.run().run(), clock.instant()))) {
                return Optional.of(start.run());
            }
        }
        return Optional.empty();
    }

    /** Makes a run the present one; none is begun once the service closes. */
    public synchronized Optional<CurrentRun> begin(NextRun run) {
        if (closing) {
            return Optional.empty();
        }
        CurrentRun begun = new CurrentRun(run);
        job = begun;
        return Optional.of(begun);
    }

    /** The present run is over. */
    public synchronized void end() {
        job = null;
    }

    /** The present run ended with a result that stands in the topic. */
    public synchronized void ended(TrainingResult result) {
        holds.remove(result.model());
        update(known -> known.after(result));
    }

    /** Lets a run wait, longer with each failure in a row. */
    public synchronized void hold(NextRun run, String why, Duration first, Duration longest) {
        Hold before = holds.get(run.model());
        int failures = before == null || !before.run().equals(run.run()) ? 1 : before.failures() + 1;
        long millis = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 16));
        holds.put(run.model(), new Hold(run.run(), why, clock.instant().plusMillis(millis), failures, false));
    }

    /** Lets a run wait for an operator; whether that is still needed is looked at again after {@code recheck}. */
    public synchronized void holdForOperator(NextRun run, String why, Duration recheck) {
        holds.put(run.model(), new Hold(run.run(), why, clock.instant().plus(recheck), 0, true));
    }

    /** Models whose training waits for an operator. */
    public synchronized List<String> holding() {
        return bases.keySet().stream().filter(this::holds).toList();
    }

    private boolean holds(String model) {
        NextAction next = state.next(model, Objects.requireNonNull(bases.get(model)));
        Hold hold = holds.get(model);
        return next instanceof NextAction.Held
                || next instanceof NextAction.Start start
                        && hold != null
                        && hold.forOperator()
                        && hold.run().equals(start.run().run());
    }

    /** The present run. */
    public synchronized Optional<CurrentRun> job() {
        return Optional.ofNullable(job);
    }

    /** From now on nothing is begun, and the present run stops with a checkpoint. */
    public synchronized void close() {
        closing = true;
        if (job != null) {
            job.stop().stop(StopSignal.Reason.CLOSING);
        }
        notifyAll();
    }

    public synchronized boolean closing() {
        return closing;
    }

    /** What each model's training does or waits for. */
    public synchronized Map<String, String> explain() {
        Map<String, String> sentences = new LinkedHashMap<>(state.explain(bases));
        holds.forEach((model, hold) -> {
            if (hold.until().isAfter(clock.instant())) {
                sentences.put(model, "waits: " + hold.why() + "; tries again at " + hold.until());
            }
        });
        if (job != null) {
            String settings = job.plan()
                    .map(plan -> " with " + UnmeasuredBaseDefaults.explain(plan.settings())
                            + (plan.batches().warning().isEmpty()
                                    ? ""
                                    : "; " + plan.batches().warning()))
                    .orElse("");
            sentences.put(job.run().model(), doing(job.run()) + settings);
        }
        return sentences;
    }

    private static String doing(NextRun run) {
        return "trains " + run.run()
                + (run.rebuild() == null
                        ? " on " + run.rounds()
                        : ", a rebuild from the base on all current facts of version " + run.parent());
    }

    /** All runs that are known, the present one first, then the newest. */
    public synchronized List<RunView> runs() {
        Map<String, RunView> views = new LinkedHashMap<>();
        if (job != null) {
            views.put(job.run().run(), RunView.of(job));
        }
        state.ended().values().stream()
                .sorted(Comparator.comparing(TrainingResult::at).reversed())
                .forEach(result -> views.putIfAbsent(result.run(), RunView.of(result)));
        return List.copyOf(views.values());
    }
}
