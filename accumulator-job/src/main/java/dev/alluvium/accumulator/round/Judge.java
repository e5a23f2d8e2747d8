package dev.alluvium.accumulator.round;

import dev.alluvium.accumulator.near.NearIndex;
import dev.alluvium.accumulator.round.RoundIndex.Located;
import dev.alluvium.contracts.dataset.DroppedRecord.Cause;
import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.Erasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Judges all pending records of a model as one set, in order of position, so that the order of arrival decides nothing.
 *
 * <p>First come the verdicts that need no other pending record. The rest is judged in waves: the newest revision of each
 * fact first, and an older one only where nothing of the newer was accepted, since what was itself dropped supersedes
 * nothing.
 */
final class Judge {
    private static final Comparator<Entry> BY_POSITION = Comparator.comparing(Entry::position);

    private final AccumulationState state;
    private final RoundIndex index;
    private final List<Drop> drops = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Entry> known = new ArrayList<>();
    private final Map<String, Entry> acceptedById = new HashMap<>();
    private final Map<String, List<Entry>> acceptedByHash = new HashMap<>();
    private final NearIndex<Entry> acceptedNear = new NearIndex<>();
    private final Map<String, Entry> acceptedByFact = new HashMap<>();
    private final Map<String, NavigableMap<Instant, List<Entry>>> remaining = new TreeMap<>();

    private Judge(AccumulationState state) {
        this.state = state;
        this.index = state.rounds().index();
    }

    static Judgement judge(AccumulationState state) {
        return new Judge(state).judge();
    }

    private Judgement judge() {
        state.pending().values().forEach(this::judgeAlone);
        while (!remaining.isEmpty()) {
            nextWave().forEach(this::judgeAmongAccepted);
            remaining.values().removeIf(Map::isEmpty);
        }
        return new Judgement(
                acceptedById.values().stream().sorted(BY_POSITION).toList(),
                drops.stream()
                        .sorted(Comparator.comparing(Drop::entry, BY_POSITION))
                        .toList(),
                holds.stream()
                        .sorted(Comparator.comparing(Hold::entry, BY_POSITION))
                        .toList(),
                known);
    }

    private void judgeAlone(Entry entry) {
        Optional<Located> self = index.record(entry.recordId());
        Optional<Erasure> erasure = state.erasure(entry.fact(), entry.revision());
        Optional<String> awaited = awaitedRefusal(entry);
        if (awaited.isPresent()) {
            holds.add(new Hold(entry, awaited.get()));
        } else if (self.isPresent() && self.get().record().position().equals(entry.position())) {
            known.add(entry);
        } else if (erasure.isPresent()) {
            drop(entry, Cause.ERASED, erasure.get().position().toString(), false);
        } else if (self.isPresent()) {
            repeat(entry, self.get(), Cause.ALREADY_LIVE);
        } else {
            judgeRevision(entry);
        }
    }

    /** A requeued record may come before the word that its round was refused: until then it would be its own repeat. */
    private Optional<String> awaitedRefusal(Entry entry) {
        return Optional.ofNullable(entry.requeuedFrom())
                .filter(from -> state.rounds()
                        .get(from)
                        .filter(round -> round.phase() == Round.Phase.REFUSED)
                        .isEmpty());
    }

    private void judgeRevision(Entry entry) {
        Optional<Located> newer = index.live(entry.fact())
                .filter(live -> live.record().revision().isAfter(entry.revision()))
                .or(() -> index.open(entry.fact())
                        .filter(open -> open.record().revision().isAfter(entry.revision())));
        if (newer.isPresent()) {
            repeat(entry, newer.get(), Cause.SUPERSEDED);
        } else {
            remaining
                    .computeIfAbsent(entry.fact(), fact -> new TreeMap<>())
                    .computeIfAbsent(entry.revision(), revision -> new ArrayList<>())
                    .add(entry);
        }
    }

    private List<Entry> nextWave() {
        List<Entry> wave = new ArrayList<>();
        remaining.forEach((fact, revisions) -> {
            Entry winner = acceptedByFact.get(fact);
            if (winner == null) {
                wave.addAll(revisions.pollLastEntry().getValue());
            } else {
                revisions
                        .values()
                        .forEach(older ->
                                older.forEach(entry -> drop(entry, Cause.SUPERSEDED, winner.recordId(), true)));
                revisions.clear();
            }
        });
        wave.sort(BY_POSITION);
        return wave;
    }

    private void judgeAmongAccepted(Entry entry) {
        if (acceptedById.containsKey(entry.recordId())) {
            drop(entry, Cause.ALREADY_LIVE, entry.recordId(), true);
        } else if (!repeats(entry) && !nearlyRepeats(entry)) {
            accept(entry);
        }
    }

    private boolean repeats(Entry entry) {
        return lost(
                entry,
                Cause.DUPLICATE_ACROSS_FACTS,
                index.repeats(entry.contentHash(), entry.fact()),
                acceptedByHash.getOrDefault(entry.contentHash(), List.of()).stream());
    }

    private boolean nearlyRepeats(Entry entry) {
        Fingerprint fingerprint = entry.fingerprint();
        return fingerprint != null
                && lost(
                        entry,
                        Cause.NEAR_DUPLICATE,
                        index.near(fingerprint, entry.fact()),
                        acceptedNear.near(fingerprint).stream());
    }

    /** What is in rounds goes before what is accepted here; of both the first counts. */
    private boolean lost(Entry entry, Cause cause, Stream<Located> inRounds, Stream<Entry> accepted) {
        Optional<Located> earlier = inRounds.filter(located -> !erased(located)).findFirst();
        Optional<Entry> here =
                accepted.filter(other -> !other.fact().equals(entry.fact())).min(BY_POSITION);
        earlier.ifPresentOrElse(
                winner -> repeat(entry, winner, cause),
                () -> here.ifPresent(winner -> drop(entry, cause, winner.recordId(), true)));
        return earlier.isPresent() || here.isPresent();
    }

    private boolean erased(Located located) {
        RoundRecord record = located.record();
        return state.erasure(record.fact(), record.revision()).isPresent();
    }

    /** Lost against a live record: dropped for good. Lost against an undecided one: held with it. */
    private void repeat(Entry entry, Located winner, Cause cause) {
        if (winner.live()) {
            drop(entry, cause, winner.record().recordId(), false);
        } else {
            holds.add(new Hold(entry, winner.round()));
        }
    }

    private void drop(Entry entry, Cause cause, String because, boolean conditional) {
        drops.add(new Drop(entry, cause, because, conditional));
    }

    private void accept(Entry entry) {
        acceptedById.put(entry.recordId(), entry);
        acceptedByHash
                .computeIfAbsent(entry.contentHash(), hash -> new ArrayList<>(1))
                .add(entry);
        acceptedByFact.putIfAbsent(entry.fact(), entry);
        if (entry.fingerprint() != null) {
            acceptedNear.add(entry, entry.fingerprint());
        }
    }
}
