package dev.alluvium.accumulator.store;

import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.AccumulationState;
import dev.alluvium.accumulator.round.StateCodec;
import dev.alluvium.accumulator.round.Trigger;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.DroppedRecord.Cause;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A model's life under a seed: records come, rounds are cut, written and decided, the process dies and comes back from
 * its last checkpoint or from one long before, after which it reads the same inputs again.
 */
final class Life {
    private static final String MODEL = "support";
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final Random random;
    private final Random crashes;
    private final Crashes kind;
    private final ObjectStore store = new InMemoryObjectStore();
    private final RoundCoordinator cached = new RoundCoordinator(new RoundStore(store));
    private final List<UnaryOperator<AccumulationState>> inputs = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private final Set<RawPosition> sent = new TreeSet<>();
    private final Map<RawPosition, String> rejected = new TreeMap<>();
    private final Set<RawPosition> superseded = new TreeSet<>();
    private final Map<String, Set<DatasetReady>> announced = new HashMap<>();
    private final Map<String, RoundDecided> verdicts = new TreeMap<>();
    private final Map<String, Set<RawPosition>> listed = new TreeMap<>();
    private AccumulationState state = AccumulationState.empty(MODEL);
    private long offset;
    private long generation;
    private int segments;

    /** From where the process comes back. */
    enum Crashes {
        NONE,
        LAST_CHECKPOINT,
        ANY_SAVEPOINT
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Checkpoint(byte[] state, int inputs) {}

    Life(long seed, Crashes kind) {
        this.random = new Random(seed);
        this.crashes = new Random(~seed);
        this.kind = kind;
        checkpoint();
    }

    /** Does {@code steps} random things. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> receive(batch(1 + random.nextInt(6)));
                case 3 -> {
                    cut();
                    write();
                }
                case 4 -> decideOne();
                default -> tell();
            }
            perhapsDie();
        }
    }

    /** Does the same things whatever the crashes: a batch, a cut, a verdict, ten times. */
    void runScript() {
        for (int i = 0; i < 10; i++) {
            receive(batch(8));
            while (listed.size() <= i) {
                dieNow();
                cut();
                dieNow();
                checkpoint();
                dieNow();
                write();
            }
            dieNow();
            undecided().stream()
                    .findFirst()
                    .ifPresent(round -> decide(round, random.nextBoolean() ? Outcome.LIVE : Outcome.REFUSED));
            dieNow();
        }
    }

    /** Decides everything and cuts until nothing is pending. */
    void settle() {
        for (int i = 0; i < 100 && (!state.pending().isEmpty() || !undecided().isEmpty() || i == 0); i++) {
            write();
            cut();
            write();
            undecided().forEach(round -> decide(round, Outcome.LIVE));
        }
        tell();
    }

    Set<RawPosition> pending() {
        return state.pending().keySet();
    }

    /** Positions in two live rounds, and identities too. */
    List<Object> liveTwice() {
        Set<Object> seen = new HashSet<>();
        List<Object> twice = new ArrayList<>();
        live().forEach(manifest -> manifest.records().forEach(record -> {
            if (!seen.add(record.position()) || !seen.add(record.recordId())) {
                twice.add(record);
            }
        }));
        return twice;
    }

    List<RawPosition> rejectedAndLive() {
        return live().stream()
                .flatMap(manifest -> manifest.records().stream())
                .map(record -> record.position())
                .filter(rejected::containsKey)
                .toList();
    }

    /** Positions that are in no round, not rejected, not superseded. */
    Set<RawPosition> unaccounted() {
        Set<RawPosition> left = new TreeSet<>(sent);
        left.removeAll(rejected.keySet());
        listed.values().forEach(left::removeAll);
        left.removeAll(superseded);
        return left;
    }

    List<String> announcedTwiceDifferently() {
        return announced.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Every manifest without what a restart may change: which segment a record lies in. */
    Map<String, String> manifests() {
        Map<String, String> all = new TreeMap<>();
        store.list("rounds/").forEach(key -> {
            RoundManifest manifest = Json.read(store.get(key).orElseThrow().bytes(), RoundManifest.class);
            all.put(
                    key,
                    manifest.records().stream().map(record -> record.recordId()).toList() + "|"
                            + Json.string(manifest.dropped()));
        });
        return all;
    }

    private List<RoundManifest> live() {
        return verdicts.values().stream()
                .filter(verdict -> verdict.outcome() == Outcome.LIVE)
                .map(verdict -> manifest(verdict.round()))
                .toList();
    }

    private RoundManifest manifest(String round) {
        return Json.read(
                store.get(ObjectKeys.roundManifest(MODEL, round)).orElseThrow().bytes(), RoundManifest.class);
    }

    private List<CleanRecord> batch(int size) {
        List<CleanRecord> records = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String fact = i == 0 ? "fresh-" + offset : "fact-" + random.nextInt(15);
            KnowledgeRecord content =
                    KnowledgeRecord.qa("What?", i == 0 ? "fresh " + offset : "answer " + random.nextInt(30));
            Instant revision = START.plusSeconds(random.nextInt(5));
            String hash = RecordIdentity.contentHash(content);
            RawPosition position = new RawPosition("records.raw.v1", 0, offset++);
            sent.add(position);
            records.add(new CleanRecord(
                    RecordIdentity.recordId(MODEL, fact, revision, hash),
                    MODEL,
                    fact,
                    revision,
                    hash,
                    position,
                    content.withFact(fact),
                    List.of()));
        }
        return records;
    }

    private void receive(List<CleanRecord> records) {
        input(current -> {
            SegmentBuffer buffer = new SegmentBuffer(MODEL, "segment-" + segments++);
            records.forEach(record -> buffer.add(record, START));
            return cached.add(current, buffer.write(store));
        });
    }

    private void cut() {
        if (state.rounds().fixed().isEmpty()) {
            state = Accumulation.cut(state, Trigger.CUT, Set.of(), START).state();
        }
    }

    private void write() {
        checkpoint();
        cached.write(state).ifPresent(written -> {
            state = written.state();
            written.dropped().stream()
                    .flatMap(dropped -> dropped.records().stream())
                    .filter(drop -> drop.cause() == Cause.SUPERSEDED)
                    .map(DroppedRecord::position)
                    .forEach(superseded::add);
            written.ready().ifPresent(this::announce);
        });
    }

    private void announce(DatasetReady ready) {
        RoundManifest manifest = manifest(ready.round());
        announced.computeIfAbsent(manifest.round(), round -> new HashSet<>()).add(ready);
        Set<RawPosition> positions = listed.computeIfAbsent(manifest.round(), round -> new TreeSet<>());
        manifest.records().forEach(record -> positions.add(record.position()));
        manifest.dropped().stream()
                .filter(drop -> drop.cause() == Cause.SUPERSEDED)
                .forEach(drop -> positions.add(drop.position()));
    }

    private void tell() {
        checkpoint();
        cached.rejections(state)
                .forEach(record ->
                        rejected.put(record.position(), record.reason().code()));
        state = state.withoutOutbox();
    }

    private Set<String> undecided() {
        Set<String> names = new TreeSet<>(listed.keySet());
        names.removeAll(verdicts.keySet());
        return names;
    }

    private void decideOne() {
        List<String> names = new ArrayList<>(listed.keySet());
        if (!names.isEmpty()) {
            String round = names.get(random.nextInt(names.size()));
            RoundDecided before = verdicts.get(round);
            // Only what was live can be rolled back; what was refused stays so here, since nothing requeues it.
            if (before == null || before.outcome() == Outcome.LIVE) {
                decide(round, random.nextInt(3) > 0 ? Outcome.LIVE : Outcome.REFUSED);
            }
        }
    }

    private void decide(String round, Outcome outcome) {
        RoundDecided verdict = new RoundDecided(MODEL, round, ++generation, outcome, 1, START);
        verdicts.put(round, verdict);
        input(current -> cached.decide(current, verdict).orElse(current));
    }

    private void input(UnaryOperator<AccumulationState> input) {
        inputs.add(input);
        state = input.apply(state);
    }

    private void checkpoint() {
        checkpoints.add(new Checkpoint(StateCodec.encode(state), inputs.size()));
    }

    private void perhapsDie() {
        int dice = crashes.nextInt(10);
        if (kind != Crashes.NONE && dice == 0) {
            restore(checkpoints.get(checkpoints.size() - 1));
        } else if (kind == Crashes.ANY_SAVEPOINT && dice == 1) {
            restore(checkpoints.get(crashes.nextInt(checkpoints.size())));
        } else if (dice < 6) {
            checkpoint();
        }
    }

    private void dieNow() {
        if (kind != Crashes.NONE && crashes.nextInt(3) == 0) {
            restore(checkpoints.get(checkpoints.size() - 1));
        }
    }

    /** Back to a checkpoint, and all inputs since it again. */
    private void restore(Checkpoint checkpoint) {
        state = cached.restore(MODEL, checkpoint.state());
        checkpoints
                .subList(checkpoints.indexOf(checkpoint) + 1, checkpoints.size())
                .clear();
        inputs.subList(checkpoint.inputs(), inputs.size()).forEach(input -> state = input.apply(state));
    }
}
