package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that the accumulator keeps of one model.
 *
 * @param nextRound number of the round that is cut next
 * @param pending records in no round, by where they were received
 * @param segments those that pending records, conditional drops and untold rejections lie in, by id
 * @param erasures the newest one of each erased fact
 * @param unlisted erased facts that no manifest lists yet
 * @param awaited what manifests list and is yet to be read; of an older savepoint only
 * @param outbox rejections not told yet
 * @param requests the last Cut commands, oldest first
 */
public record AccumulationState(
        String model,
        long nextRound,
        SortedMap<RawPosition, RecordEntry> pending,
        SortedMap<String, SegmentRef> segments,
        SortedMap<String, Erasure> erasures,
        SortedSet<String> unlisted,
        ModelRounds rounds,
        SortedSet<AwaitedRecord> awaited,
        List<Rejection> outbox,
        List<CutRequest> requests) {
    public AccumulationState {
        pending = Collections.unmodifiableSortedMap(pending);
        segments = Collections.unmodifiableSortedMap(segments);
        erasures = Collections.unmodifiableSortedMap(erasures);
        unlisted = Collections.unmodifiableSortedSet(unlisted);
        awaited = Collections.unmodifiableSortedSet(awaited);
        outbox = List.copyOf(outbox);
        requests = List.copyOf(requests);
    }

    /** A model of which nothing is known. */
    public static AccumulationState empty(String model) {
        return new AccumulationState(
                model,
                1,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                ModelRounds.of(List.of()),
                new TreeSet<>(),
                List.of(),
                List.of());
    }

    /** The erasure that covers this revision of the fact, if there is one. */
    Optional<Erasure> erasure(String fact, Instant revision) {
        return Optional.ofNullable(erasures.get(fact)).filter(erasure -> !revision.isAfter(erasure.revision()));
    }
    /** The last round that was cut, with what was dropped outside of rounds left aside. */
    Optional<Round> lastRound() {
        return rounds.all().stream().filter(round -> !round.sweep()).reduce((first, second) -> second);
    }

    /** References of the segments that anything of this state lies in, by id. */
    public Map<String, SegmentRef> knownSegments() {
        Map<String, SegmentRef> known = new HashMap<>(segments);
        rounds.all().stream()
                .filter(round -> round.manifest() != null)
                .flatMap(round -> round.requireManifest().segments().stream())
                .forEach(segment -> known.putIfAbsent(segment.id(), segment));
        return known;
    }

    /** Name of the round that is cut next. */
    public String nextRoundName() {
        return RoundNames.name(nextRound);
    }

    /** Without the rejections, once they were told. */
    public AccumulationState withoutOutbox() {
        return edit().outbox(List.of()).done();
    }

    /** With other rounds, such as ones whose manifests were read from the store. */
    public AccumulationState withRounds(ModelRounds newRounds) {
        return edit().rounds(newRounds).done();
    }

    AccumulationStateBuilder edit() {
        return new AccumulationStateBuilder(this);
    }

    /** Ids of the Cut commands that have no answer yet. */
    public Set<String> waiting() {
        return requests.stream()
                .filter(CutRequest::waiting)
                .map(CutRequest::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
