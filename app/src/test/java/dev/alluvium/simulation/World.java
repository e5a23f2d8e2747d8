package dev.alluvium.simulation;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.round.RoundReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What all processes share: chance, time, the log and the object store. */
final class World {
    static final String MODEL = "notes";
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private final long seed;
    private final Mutation mutation;
    private final Mix mix;
    private final Random random;
    private final SimulatedLog log = new SimulatedLog();
    private final SimulatedStore store;
    private final RoundReader rounds;
    private final List<Happening> trace = new ArrayList<>();
    private final Map<String, CleanRecord> records = new HashMap<>();
    private final Lessons lessons = new Lessons(this);
    private String base = "tiny";
    private Instant now = START;
    private boolean faulty = true;

    /** A line of the trace, put into words only if somebody reads it. */
    private record Happening(Instant at, Object who, Object what) {
        @Override
        public String toString() {
            return at + " " + who + ": " + what;
        }
    }

    World(long seed, Mutation mutation, Mix mix) {
        this.seed = seed;
        this.mutation = mutation;
        this.mix = mix;
        this.random = new Random(seed);
        this.store = new SimulatedStore(random, mutation == Mutation.OVERWRITE_MANIFEST);
        this.rounds = new RoundReader(store.bucket(), store::bytes, store::list);
        log.observe((partition, value) -> {
            trace.add(new Happening(now, partition, value));
            if (value instanceof CleanRecord record) {
                records.put(record.recordId() + record.position(), record);
            }
        });
    }

    long seed() {
        return seed;
    }

    Mutation mutation() {
        return mutation;
    }

    /** What the operators mostly do. */
    Mix mix() {
        return mix;
    }

    Random random() {
        return random;
    }

    SimulatedLog log() {
        return log;
    }

    SimulatedStore store() {
        return store;
    }

    /** What each run trained, and on which base. */
    Lessons lessons() {
        return lessons;
    }

    /** The base that the configuration names. */
    String base() {
        return base;
    }

    void configure(String other) {
        base = other;
    }

    Instant now() {
        return now;
    }

    void tick() {
        now = now.plus(Duration.ofSeconds(random.nextInt(20)));
    }

    /** Whether one of {@code times} happens, while faults happen at all. */
    boolean oneIn(int times) {
        return faulty && random.nextInt(times) == 0;
    }

    boolean faulty() {
        return faulty;
    }

    /** From now on nothing fails any more. */
    void heal() {
        faulty = false;
        store.heal();
    }

    void trace(String who, Object what) {
        trace.add(new Happening(now, who, what));
    }

    List<String> trace() {
        return trace.stream().map(Happening::toString).toList();
    }

    Optional<RoundManifest> manifest(String round) {
        return rounds.find(MODEL, round);
    }

    /** Reads what the store holds. */
    RoundReader rounds() {
        return rounds;
    }

    /** How far each fact is erased by now, by the manifests of all rounds, whatever became of these. */
    Map<String, Instant> erased() {
        Map<String, Instant> through = new TreeMap<>();
        for (String key : rounds.manifestKeys(MODEL)) {
            for (ErasedFact erased : rounds.manifest(key).erased()) {
                Instant known = through.get(erased.fact());
                if (known == null || known.isBefore(erased.through())) {
                    through.put(erased.fact(), erased.through());
                }
            }
        }
        return through;
    }

    /** The records that a round's manifest lists. */
    RoundContent content(String round) {
        RoundManifest manifest = manifest(round).orElseThrow();
        List<CleanRecord> content = manifest.records().stream()
                .map(record -> records.get(record.recordId() + record.position()))
                .toList();
        return new RoundContent(round, content, manifest.erased());
    }
}
