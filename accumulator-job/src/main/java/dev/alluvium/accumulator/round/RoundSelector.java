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
 * Selects from all pending records of a model what a cut accepts, drops and holds. They are judged as one set, in
 * order of position, so that the order of arrival decides nothing.
 *
 * <p>First come the verdicts that need no other pending record. The rest is judged in waves: the newest revision of each
 * fact first, and an older one only where nothing of the newer was accepted, since what was itself dropped supersedes
 * nothing.
 */
final class RoundSelector {
    private static final Comparator<RecordEntry> BY_POSITION = Comparator.comparing(RecordEntry::position);

    private final AccumulationState state;
    private final RoundIndex index;
    private final List<DroppedEntry> drops = new ArrayList<>();
    private final List<HeldEntry> holds = new ArrayList<>();
    private final List<RecordEntry> known = new ArrayList<>();
    private final Map<String, RecordEntry> acceptedById = new HashMap<>();
    private final Map<String, List<RecordEntry>> acceptedByHash = new HashMap<>();
    private final NearIndex<RecordEntry> acceptedNear = new NearIndex<>();
    private final Map<String, RecordEntry> acceptedByFact = new HashMap<>();
    private final Map<String, NavigableMap<Instant, List<RecordEntry>>> remaining = new TreeMap<>();

    private RoundSelector(AccumulationState state) {
        this.state = state;
        this.index = state.rounds().index();
    }

    static RoundSelection judge(AccumulationState state) {
        return new RoundSelector(state).judge();
    }

    private RoundSelection judge() {
        state.pending().values().forEach(this::judgeAlone);
        while (!remaining.isEmpty()) {
            nextWave().forEach(this::judgeAmongAccepted);
            remaining.values().removeIf(Map::isEmpty);
        }
        return new RoundSelection(
                acceptedById.values().stream().sorted(BY_POSITION).toList(),
                drops.stream()
                        .sorted(Comparator.comparing(DroppedEntry::entry, BY_POSITION))
                        .toList(),
                holds.stream()
                        .sorted(Comparator.comparing(HeldEntry::entry, BY_POSITION))
                        .toList(),
                known);
    }

    private void judgeAlone(RecordEntry entry) {
        Optional<Located> self = index.record(entry.recordId());
        Optional<Erasure> erasure = state.erasure(entry.fact(), entry.revision());
        Optional<String> awaited = awaitedRefusal(entry);
        if (awaited.isPresent()) {
            holds.add(new HeldEntry(entry, awaited.get()));
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
    private Optional<String> awaitedRefusal(RecordEntry entry) {
        return Optional.ofNullable(entry.requeuedFrom())
                .filter(from -> state.rounds()
                        .get(from)
                        .filter(round -> round.phase() == Round.Phase.REFUSED)
                        .isEmpty());
    }

    private void judgeRevision(RecordEntry entry) {
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

    private List<RecordEntry> nextWave() {
        List<RecordEntry> wave = new ArrayList<>();
        remaining.forEach((fact, revisions) -> {
            RecordEntry winner = acceptedByFact.get(fact);
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

    private void judgeAmongAccepted(RecordEntry entry) {
        if (acceptedById.containsKey(entry.recordId())) {
            drop(entry, Cause.ALREADY_LIVE, entry.recordId(), true);
        } else if (!repeats(entry) && !nearlyRepeats(entry)) {
            accept(entry);
        }
    }

    private boolean repeats(RecordEntry entry) {
        return lost(
                entry,
                Cause.DUPLICATE_ACROSS_FACTS,
                index.repeats(entry.contentHash(), entry.fact()),
                acceptedByHash.getOrDefault(entry.contentHash(), List.of()).stream());
    }

    private boolean nearlyRepeats(RecordEntry entry) {
        Fingerprint fingerprint = entry.fingerprint();
        return fingerprint != null
                && lost(
                        entry,
                        Cause.NEAR_DUPLICATE,
                        index.near(fingerprint, entry.fact()),
                        acceptedNear.near(fingerprint).stream());
    }

    /** What is in rounds goes before what is accepted here; of both the first counts. */
    private boolean lost(RecordEntry entry, Cause cause, Stream<Located> inRounds, Stream<RecordEntry> accepted) {
        Optional<Located> earlier = inRounds.filter(located -> !erased(located)).findFirst();
        Optional<RecordEntry> here =
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
    private void repeat(RecordEntry entry, Located winner, Cause cause) {
        if (winner.live()) {
            drop(entry, cause, winner.record().recordId(), false);
        } else {
            holds.add(new HeldEntry(entry, winner.round()));
        }
    }

    private void drop(RecordEntry entry, Cause cause, String because, boolean conditional) {
        drops.add(new DroppedEntry(entry, cause, because, conditional));
    }

    private void accept(RecordEntry entry) {
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
