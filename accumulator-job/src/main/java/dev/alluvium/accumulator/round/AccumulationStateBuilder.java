package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds the next state: a mutable copy that never leaves the function that edits it. */
final class AccumulationStateBuilder {
    private final String model;
    private final NavigableMap<RawPosition, RecordEntry> pending;
    private final NavigableMap<String, SegmentRef> segments;
    private final NavigableMap<String, Erasure> erasures;
    private final NavigableSet<String> unlisted;
    private final NavigableSet<AwaitedRecord> awaited;
    private List<Rejection> outbox;
    private List<CutRequest> requests;
    private ModelRounds rounds;
    private long nextRound;

    AccumulationStateBuilder(AccumulationState from) {
        model = from.model();
        nextRound = from.nextRound();
        pending = new TreeMap<>(from.pending());
        segments = new TreeMap<>(from.segments());
        erasures = new TreeMap<>(from.erasures());
        unlisted = new TreeSet<>(from.unlisted());
        rounds = from.rounds();
        awaited = new TreeSet<>(from.awaited());
        outbox = new ArrayList<>(from.outbox());
        requests = from.requests();
    }

    AccumulationStateBuilder segment(SegmentRef segment) {
        segments.put(segment.id(), segment);
        return this;
    }

    /** Takes what was read: what a manifest decided on already goes by that, the rest is pending. */
    AccumulationStateBuilder read(Collection<RecordEntry> entries) {
        entries.forEach(
                entry -> listed(entry).ifPresentOrElse(listing -> decided(entry, listing), () -> add(List.of(entry))));
        return this;
    }

    private Optional<AwaitedRecord> listed(RecordEntry entry) {
        return awaited.tailSet(AwaitedRecord.at(entry.position())).stream()
                .takeWhile(listing -> listing.position().equals(entry.position()))
                .filter(listing -> entry.offeredBefore(listing.round()))
                .findFirst();
    }

    private void decided(RecordEntry entry, AwaitedRecord listing) {
        awaited.remove(listing);
        if (listing.dropped() == null) {
            return;
        }
        DroppedEntry drop = DroppedEntry.of(entry, listing.dropped());
        if (listing.conditional()) {
            rounds = rounds.with(rounds.get(listing.round()).orElseThrow().plus(drop));
        } else {
            reject(List.of(drop), listing.at());
        }
    }

    /** These are yet to be read. */
    AccumulationStateBuilder await(Collection<AwaitedRecord> listings) {
        awaited.addAll(listings);
        return this;
    }

    /** What a round dropped on condition is dropped for good. */
    AccumulationStateBuilder settle(String round, Instant at) {
        List<AwaitedRecord> conditional = conditional(round);
        conditional.forEach(awaited::remove);
        conditional.forEach(listing -> awaited.add(listing.decided(at)));
        return this;
    }

    /** What a round dropped on condition is judged anew. */
    AccumulationStateBuilder unsettle(String round) {
        conditional(round).forEach(awaited::remove);
        return this;
    }

    private List<AwaitedRecord> conditional(String round) {
        return awaited.stream()
                .filter(listing -> listing.conditional() && listing.round().equals(round))
                .toList();
    }

    /** Adds entries; of one position the first one stays, since a position is received once, unless it is requeued. */
    AccumulationStateBuilder add(Collection<RecordEntry> entries) {
        entries.forEach(entry ->
                pending.merge(entry.position(), entry, (old, fresh) -> fresh.requeuedFrom() == null ? old : fresh));
        return this;
    }

    AccumulationStateBuilder leave(Collection<RecordEntry> entries) {
        entries.forEach(entry -> pending.remove(entry.position()));
        return this;
    }

    AccumulationStateBuilder erase(Erasure erasure) {
        Erasure known = erasures.get(erasure.fact());
        if (known == null || erasure.revision().isAfter(known.revision())) {
            erasures.put(erasure.fact(), erasure);
            unlisted.add(erasure.fact());
        }
        return this;
    }

    /** A manifest that lists these was fixed, and is not the one that stands. */
    AccumulationStateBuilder unlist(Collection<ErasedFact> facts) {
        facts.stream().map(ErasedFact::fact).filter(erasures::containsKey).forEach(unlisted::add);
        return this;
    }

    /** A later erasure of the same fact is yet to be listed. */
    AccumulationStateBuilder list(Collection<ErasedFact> facts) {
        for (ErasedFact listed : facts) {
            Erasure newest = erasures.get(listed.fact());
            if (newest == null || !newest.revision().isAfter(listed.through())) {
                unlisted.remove(listed.fact());
            }
        }
        return this;
    }

    AccumulationStateBuilder round(Round round) {
        nextRound = Math.max(nextRound, RoundNames.number(round.name()) + 1);
        rounds = rounds.with(round);
        return this;
    }

    AccumulationStateBuilder without(Round round) {
        rounds = rounds.without(round);
        return this;
    }

    AccumulationStateBuilder rounds(ModelRounds all) {
        rounds = all;
        return this;
    }

    AccumulationStateBuilder reject(Collection<DroppedEntry> drops, Instant at) {
        drops.forEach(drop -> drop.rejection(at).ifPresent(outbox::add));
        return this;
    }

    AccumulationStateBuilder outbox(List<Rejection> rejections) {
        outbox = rejections;
        return this;
    }

    AccumulationStateBuilder requests(List<CutRequest> all) {
        requests = all;
        return this;
    }

    /** The finished state, with no segment that nothing lies in. */
    AccumulationState done() {
        Set<String> used = new HashSet<>();
        pending.values().forEach(entry -> used.add(entry.segment()));
        rounds.all()
                .forEach(round ->
                        round.drops().forEach(drop -> used.add(drop.entry().segment())));
        outbox.forEach(rejection -> used.add(rejection.entry().segment()));
        segments.keySet().retainAll(used);
        return new AccumulationState(
                model, nextRound, pending, segments, erasures, unlisted, rounds, awaited, outbox, requests);
    }
}
