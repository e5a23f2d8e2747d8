package dev.alluvium.accumulator.round;

import dev.alluvium.accumulator.round.Round.Phase;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.record.Erasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How records accumulate into rounds: every function takes a state and gives the next one.
 *
 * <p>A round goes {@link #cut} (fixed in state), then, once that state is durable, its manifest is written and it is
 * {@link #opened}, or {@link Adoption#adopt adopted} if another manifest of its name is in the store; {@link
 * RegistryVerdicts#decide} ends it. Given the same records at the same positions, a cut accepts and drops the same ones,
 * whatever the order in which they arrived.
 *
 * <p>What is dropped for good rests on a manifest as what is accepted does: only when one that lists it is in the store
 * is it told. So all that was ever decided for good stands in one row of manifests, of which each number is written
 * once, and a state that goes back takes it over before it decides anything.
 */
public final class Accumulation {
    private static final int REQUESTS_KEPT = 64;

    private Accumulation() {}

    /** Adds the entries of a segment that is in the store. Entries at positions that are known already do nothing. */
    public static AccumulationState add(AccumulationState state, SegmentRef segment, Collection<RecordEntry> entries) {
        return state.edit().segment(segment).read(entries).done();
    }

    /**
     * Remembers an erasure: it drops what is pending and what is yet to come of the fact, up to its revision. It is
     * decided by itself: once a manifest lists it, it stands whatever becomes of that manifest's records.
     */
    public static AccumulationState erase(AccumulationState state, Erasure erasure) {
        return state.edit().erase(erasure).done();
    }

    /** Remembers a Cut command; one whose id is known does nothing. */
    public static AccumulationState request(AccumulationState state, ControlCommand.Cut command) {
        if (state.requests().stream().anyMatch(known -> known.id().equals(command.id()))) {
            return state;
        }
        List<CutRequest> requests = new ArrayList<>(state.requests());
        requests.add(new CutRequest(command.id(), command.at(), state.nextRound(), null));
        int surplus = Math.max(0, requests.size() - REQUESTS_KEPT);
        return state.edit().requests(requests.subList(surplus, requests.size())).done();
    }

    /** What a cut would make of the pending records now. */
    public static RoundSelection judge(AccumulationState state) {
        return RoundSelector.judge(state);
    }

    /**
     * Cuts a round of all that is pending and can be accepted, and lets go of what no round can take.
     *
     * @param requests ids of the Cut commands that this cut answers
     * @throws IllegalStateException if the round before is still fixed and not in the store
     */
    public static CutResult cut(AccumulationState state, Trigger trigger, Set<String> requests, Instant now) {
        state.rounds().fixed().ifPresent(fixed -> {
            throw new IllegalStateException("round " + fixed.name() + " must be written before another is cut");
        });
        RoundSelection selection = RoundSelector.judge(state);
        if (selection.accepted().isEmpty()) {
            AccumulationState answered = state.edit()
                    .requests(answered(state, requests, lastSince(state)))
                    .done();
            return new CutResult(swept(answered, selection, now), Optional.empty());
        }
        RoundManifest manifest = Manifests.build(state, selection, trigger, now);
        AccumulationState next = fixed(state, selection, manifest, selection.drops())
                .edit()
                .leave(selection.accepted())
                .requests(answered(state, requests, request -> manifest.round()))
                .done();
        return new CutResult(next, Optional.of(manifest));
    }

    /**
     * Lets go of what no round can take any more, without cutting one: so that a feed which only repeats what is live
     * does not wait for ever, and an erasure waits for no record. A manifest without records lists what was dropped and
     * what is erased, and takes the next round's number.
     */
    public static AccumulationState sweep(AccumulationState state, Instant now) {
        return swept(state, RoundSelector.judge(state), now);
    }

    private static AccumulationState swept(AccumulationState state, RoundSelection selection, Instant now) {
        List<DroppedEntry> forGood = selection.dropsForGood();
        if (forGood.isEmpty() && state.unlisted().isEmpty()) {
            return state.edit().leave(selection.known()).done();
        }
        RoundManifest manifest = Manifests.sweep(state, Manifests.dropped(forGood), Manifests.erased(state), now);
        return fixed(state, selection, manifest, forGood);
    }

    private static AccumulationState fixed(
            AccumulationState state, RoundSelection selection, RoundManifest manifest, List<DroppedEntry> drops) {
        return state.edit()
                .leave(selection.known())
                .leave(drops.stream().map(DroppedEntry::entry).toList())
                .list(manifest.erased())
                .round(new Round(manifest.round(), Phase.FIXED, 0, manifest, drops))
                .done();
    }

    /** The fixed round's manifest is in the store: what it drops for good is rejected. */
    public static AccumulationState opened(AccumulationState state, String name) {
        Round round = state.rounds()
                .get(name)
                .orElseThrow(() -> new IllegalArgumentException("round=" + name + ": is not known"));
        List<DroppedEntry> forGood =
                round.drops().stream().filter(drop -> !drop.conditional()).toList();
        AccumulationStateBuilder next =
                state.edit().reject(forGood, round.requireManifest().cutAt());
        return (round.sweep() ? next.without(round) : next.round(round.opened())).done();
    }

    /** Nothing was left to cut, but a round since the command came may have taken what it was sent for. */
    private static Answer lastSince(AccumulationState state) {
        return request -> state.lastRound()
                .map(Round::name)
                .filter(last -> RoundNames.number(last) >= request.before())
                .orElse(CutRequest.NOTHING_NEW);
    }

    private static List<CutRequest> answered(AccumulationState state, Set<String> ids, Answer answer) {
        return state.requests().stream()
                .map(request -> request.waiting() && ids.contains(request.id())
                        ? request.answered(answer.to(request))
                        : request)
                .toList();
    }

    private interface Answer {
        String to(CutRequest request);
    }
}
