package dev.alluvium.simulation;

import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.AccumulationState;
import dev.alluvium.accumulator.round.CutResult;
import dev.alluvium.accumulator.round.Round;
import dev.alluvium.accumulator.round.RoundSelection;
import dev.alluvium.accumulator.round.StateCodec;
import dev.alluvium.accumulator.round.Trigger;
import dev.alluvium.accumulator.round.Triggers;
import dev.alluvium.accumulator.store.RoundCoordinator;
import dev.alluvium.accumulator.store.RoundStore;
import dev.alluvium.accumulator.store.SegmentBuffer;
import dev.alluvium.cleaning.text.RecordText;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.settings.TriggerConfig;
import dev.alluvium.simulation.Cursor.Read;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The accumulator under Flink's rules: what was read is durable with a completed checkpoint only, what is told may be told
 * again, and a restart may go back to an older savepoint.
 */
final class AccumulatorActor implements Actor {
    private static final TriggerConfig TRIGGER = TriggerConfig.of(5, Duration.ofMinutes(10), 2);

    private final World world;
    private final RoundCoordinator rounds;
    private final Cursor cursor;
    private final Deque<Checkpoint> completed = new ArrayDeque<>();
    private @Nullable Checkpoint taken;
    private AccumulationState state = AccumulationState.empty(World.MODEL);
    private SegmentBuffer buffer;
    private @Nullable AccumulationState left;
    private int segments;
    private int changes;
    private boolean durable = true;

    private record Checkpoint(Map<Partition, Integer> positions, byte[] state, int changes) {}

    AccumulatorActor(World world) {
        this.world = world;
        rounds = new RoundCoordinator(new RoundStore(world.store()));
        cursor = new Cursor(world.log(), Partition.of(Channel.CLEAN, Channel.CONTROL));
        completed.push(new Checkpoint(Map.of(), StateCodec.encode(state), 0));
        buffer = fresh();
    }

    @Override
    public String name() {
        return "accumulator";
    }

    AccumulationState state() {
        return state;
    }

    @Override
    public boolean step() {
        try {
            zombie();
            switch (world.random().nextInt(6)) {
                case 0 -> takeCheckpoint();
                case 1 -> completeCheckpoint();
                case 2 -> onTimer();
                default -> read();
            }
            return true;
        } catch (StoreException e) {
            crash();
            return true;
        }
    }

    @Override
    public void crash() {
        if (completed.size() > 2 && world.oneIn(3)) {
            completed.pop();
            left = durable ? state : null;
            world.trace(name(), "restored from an older savepoint");
        }
        Checkpoint last = completed.element();
        taken = null;
        buffer = fresh();
        cursor.seek(last.positions());
        state = forgetful(rounds.restore(World.MODEL, last.state()));
        durable = true;
    }

    /** Runs everything that is left; true if anything changed. */
    boolean drain() {
        AccumulationState before = state;
        boolean moved = false;
        while (read()) {
            moved = true;
        }
        for (int i = 0; i < 2; i++) {
            takeCheckpoint();
            completeCheckpoint();
            onTimer();
        }
        return moved || !before.equals(state);
    }

    private boolean read() {
        Optional<Read> next = cursor.read(world.random());
        next.map(Read::value).ifPresent(this::take);
        return next.isPresent();
    }

    private void take(Object value) {
        if (value instanceof CleanEvent event) {
            buffer.add(mutated(event), world.now());
        } else if (value instanceof ControlCommand.Cut cut) {
            state = Accumulation.request(state, cut);
        } else if (value instanceof RoundDecided decided && !ignored(decided)) {
            state = rounds.decide(lossy(decided), decided).orElse(state);
            changed();
        }
    }

    /** From now on nothing is told until a checkpoint has the change. */
    private void changed() {
        changes++;
        durable = false;
    }

    /** The process that was given up may still write the round that it had fixed. */
    private void zombie() {
        AccumulationState given = left;
        if (given != null && world.random().nextInt(8) == 0) {
            left = null;
            rounds.write(given).ifPresent(this::announce);
        }
    }

    private void takeCheckpoint() {
        state = rounds.add(state, buffer.write(world.store()));
        buffer = fresh();
        taken = new Checkpoint(cursor.positions(), StateCodec.encode(state), changes);
    }

    private void completeCheckpoint() {
        Checkpoint checkpoint = taken;
        if (checkpoint == null) {
            return;
        }
        taken = null;
        completed.push(checkpoint);
        durable = checkpoint.changes() == changes;
    }

    private void onTimer() {
        if (durable) {
            tell();
        }
        if (state.rounds().fixed().isEmpty()) {
            cutIfDue();
        }
    }

    private void tell() {
        rounds.write(state).ifPresent(written -> {
            state = written.state();
            announce(written);
        });
        rounds.rejections(state).forEach(rejected -> world.log().append(Channel.REJECTED, World.MODEL, rejected));
        state = state.withoutOutbox();
    }

    private void announce(RoundCoordinator.Written written) {
        written.ready().ifPresent(ready -> world.log().append(Channel.READY, World.MODEL, ready));
        written.dropped().stream()
                .filter(dropped -> world.mutation() != Mutation.DROPS_NOT_TOLD)
                .forEach(dropped -> world.log().append(Channel.CONTROL, World.MODEL, dropped));
    }

    private void cutIfDue() {
        RoundSelection selection = Accumulation.judge(state);
        Set<String> requests = state.waiting();
        Optional<Trigger> trigger =
                requests.isEmpty() ? Triggers.due(selection, TRIGGER, world.now()) : Optional.of(Trigger.CUT);
        trigger.ifPresent(fired -> {
            CutResult cut = Accumulation.cut(state, fired, requests, world.now());
            state = cut.state();
            changed();
            cut.manifest().ifPresent(manifest -> world.trace("cut", manifest));
        });
        if (trigger.isEmpty()
                && !state.unlisted().isEmpty()
                && world.mutation() != Mutation.ERASURES_WAIT_FOR_RECORDS) {
            state = Accumulation.sweep(state, world.now());
            changed();
        }
    }

    private CleanEvent mutated(CleanEvent event) {
        boolean compares =
                world.mutation() == Mutation.DROP_WHAT_DIFFERS || world.mutation() == Mutation.KEEP_NEAR_DUPLICATES;
        return compares && event instanceof CleanRecord clean
                ? new CleanRecord(
                        clean.recordId(),
                        clean.model(),
                        clean.fact(),
                        clean.revision(),
                        clean.contentHash(),
                        clean.position(),
                        compared(clean.record()),
                        clean.steps(),
                        clean.requeued())
                : event;
    }

    /** What a broken comparison would see. */
    private KnowledgeRecord compared(KnowledgeRecord record) {
        return world.mutation() == Mutation.KEEP_NEAR_DUPLICATES
                ? record.withAttributes(Map.of(KnowledgeRecord.DISTINCT, "true"))
                : RecordText.mapContent(
                        record, text -> text.replaceAll(" (of|on|at|no|in) [a-z]+( [a-z]+)?(?=[.?])", ""));
    }

    private boolean ignored(RoundDecided decided) {
        return world.mutation() == Mutation.IGNORE_REFUSAL_IN_ACCUMULATOR
                && decided.outcome() == RoundDecided.Outcome.REFUSED;
    }

    private AccumulationState forgetful(AccumulationState restored) {
        return world.mutation() != Mutation.JUDGE_AGAIN
                ? restored
                : new AccumulationState(
                        restored.model(),
                        restored.nextRound(),
                        restored.pending(),
                        restored.segments(),
                        restored.erasures(),
                        restored.unlisted(),
                        restored.rounds(),
                        new TreeSet<>(),
                        restored.outbox(),
                        restored.requests());
    }

    private AccumulationState lossy(RoundDecided decided) {
        boolean loses = world.mutation() == Mutation.LOSE_CONDITIONAL_DROPS
                && decided.outcome() == RoundDecided.Outcome.REFUSED;
        return loses
                ? state.withRounds(state.rounds()
                        .map(round -> round.name().equals(decided.round())
                                ? new Round(
                                        round.name(), round.phase(), round.generation(), round.manifest(), List.of())
                                : round))
                : state;
    }

    private SegmentBuffer fresh() {
        return new SegmentBuffer(World.MODEL, "s%04d".formatted(segments++));
    }
}
