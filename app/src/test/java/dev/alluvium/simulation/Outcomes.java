package dev.alluvium.simulation;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.simulation.Pusher.Pushed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What became of each received record: at most one outcome, except that the accumulator may reject what was clean, and
 * that each requeue of a round that holds the record lets it be judged once more.
 *
 * <p>A record that was rejected is in no round that stands or may be requeued, so that what is judged once more was clean.
 */
final class Outcomes {
    static final String RAW = "raw";
    private static final String CLEAN = "clean";
    private static final String DEAD = "dead letter";

    private final Map<RawPosition, String> outcomes = new HashMap<>();
    private final Map<RawPosition, Integer> received = new HashMap<>();
    private final Map<RawPosition, Set<String>> requeued = new HashMap<>();
    private final Map<RawPosition, Integer> judgedAgain = new HashMap<>();

    void accept(Partition partition, Object value) {
        if (value instanceof Pushed) {
            received.put(new RawPosition(RAW, partition.number(), received(partition.number())), 1);
        } else if (value instanceof CleanRecord record) {
            clean(record.position());
        } else if (value instanceof Erasure erasure
                && erasure.position().topic().equals(RAW)) {
            clean(erasure.position());
        } else if (value instanceof RejectedRecord rejected) {
            rejected(rejected);
        } else if (value instanceof RawPosition dead) {
            first(dead, DEAD);
        } else if (value instanceof Candidate candidate && candidate.requeued()) {
            offeredAgain(candidate);
        }
    }

    private void offeredAgain(Candidate candidate) {
        String round = candidate.clean().requeuedFrom().orElseThrow();
        Violation.unless(
                requeued.computeIfAbsent(candidate.position(), position -> new HashSet<>())
                        .add(round),
                "%s was offered twice by %s",
                candidate.position(),
                round);
    }

    boolean isClean(RawPosition position) {
        return CLEAN.equals(outcomes.get(position));
    }

    /** Every received record has its outcome. */
    void complete() {
        received.keySet()
                .forEach(position -> Violation.unless(outcomes.containsKey(position), "%s has no outcome", position));
    }

    private int received(int partition) {
        return (int) received.keySet().stream()
                .filter(position -> position.partition() == partition)
                .count();
    }

    private void clean(RawPosition position) {
        first(position, CLEAN);
    }

    private void rejected(RejectedRecord rejected) {
        String outcome = rejected.stage() + " " + rejected.reason() + " " + rejected.because();
        String before = outcomes.get(rejected.position());
        boolean byAccumulator = rejected.stage().startsWith("accumulator");
        if (byAccumulator && (CLEAN.equals(before) || outcome.equals(before))) {
            outcomes.put(rejected.position(), outcome);
        } else {
            first(rejected.position(), outcome);
        }
    }

    private void first(RawPosition position, String outcome) {
        String before = outcomes.put(position, outcome);
        Violation.unless(
                before == null || mayBeJudgedAgain(position, before), "%s was %s and is %s", position, before, outcome);
    }

    private boolean mayBeJudgedAgain(RawPosition position, String before) {
        int offers = requeued.getOrDefault(position, Set.of()).size();
        boolean licensed = judgedAgain.merge(position, 1, Integer::sum) <= offers;
        return licensed && CLEAN.equals(before);
    }
}
