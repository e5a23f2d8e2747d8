package dev.alluvium.accumulator.store;

import dev.alluvium.accumulator.round.Accumulation;
import dev.alluvium.accumulator.round.AccumulationState;
import dev.alluvium.accumulator.round.Adoption;
import dev.alluvium.accumulator.round.Manifests;
import dev.alluvium.accumulator.round.RegistryVerdicts;
import dev.alluvium.accumulator.round.Rejection;
import dev.alluvium.accumulator.round.Round;
import dev.alluvium.accumulator.round.Round.Phase;
import dev.alluvium.accumulator.round.StateCodec;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.knowledge.round.UnreadableRoundException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of accumulation that need the object store. Each gives the next state and the messages to send. */
public final class RoundCoordinator {
    /** Segments that are read at once to say what near-duplicates differ in; of more it is not said. */
    private static final int MOST_SEGMENTS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(RoundCoordinator.class);

    private final RoundStore store;

    public RoundCoordinator(RoundStore store) {
        this.store = store;
    }

    /**
     * A model's state from its bytes, with the manifests that it needs, brought up to the rounds that are in the store:
     * after an older savepoint, or after none, there are more than the state knows.
     *
     * @param bytes null for a model of which nothing is known
     */
    public AccumulationState restore(String model, byte @Nullable [] bytes) {
        AccumulationState state = bytes == null ? AccumulationState.empty(model) : StateCodec.decode(bytes);
        return catchUp(StateCodec.hydrate(state, round -> store.reader().manifest(model, round)));
    }

    private AccumulationState catchUp(AccumulationState state) {
        AccumulationState next = standing(state);
        Optional<RoundManifest> unknown = store.manifest(next.model(), next.nextRoundName());
        while (unknown.isPresent()) {
            next = Adoption.found(next, unknown.get());
            unknown = store.manifest(next.model(), next.nextRoundName());
        }
        return next;
    }

    /** A round that is fixed here, and in the store otherwise, comes before those that followed it there. */
    private AccumulationState standing(AccumulationState state) {
        return state.rounds()
                .fixed()
                .flatMap(fixed -> store.manifest(state.model(), fixed.name())
                        .filter(stored -> !stored.equals(fixed.manifest()))
                        .map(stored -> Adoption.found(state, stored)))
                .orElse(state);
    }

    /** The state with a batch whose segment is in the store. */
    public AccumulationState add(AccumulationState state, SegmentBatch batch) {
        AccumulationState next =
                batch.segment() == null ? state : Accumulation.add(state, batch.segment(), batch.entries());
        for (Erasure erasure : batch.erasures()) {
            next = Accumulation.erase(next, erasure);
        }
        return next;
    }

    /**
     * The state after a verdict; empty for one on a round that was never cut, or whose manifest is not in the store yet. The registry
     * decides on none, and what is written down for it would decide on the round that once takes the number.
     */
    public Optional<AccumulationState> decide(AccumulationState state, RoundDecided decided) {
        AccumulationState known = state.rounds().get(decided.round()).isPresent() ? state : catchUp(state);
        Optional<RoundManifest> stored = RegistryVerdicts.needsManifest(known, decided)
                ? store.manifest(known.model(), decided.round())
                : Optional.empty();
        boolean cut = stored.isPresent()
                || known.rounds()
                        .get(decided.round())
                        .filter(round -> round.phase() != Phase.FIXED)
                        .isPresent();
        return cut ? Optional.of(RegistryVerdicts.decide(known, decided, stored)) : Optional.empty();
    }

    /**
     * A fixed manifest was written, or another one's adopted, and one of the two is to be told.
     *
     * @param ready a round that can be trained
     * @param dropped what was dropped with no round, so that cleaning waits for it no longer
     */
    public record Written(
            AccumulationState state, Optional<DatasetReady> ready, List<ControlCommand.Dropped> dropped) {}

    /** Writes the manifest of the fixed round, if there is one. Only for a state that is durable. */
    public Optional<Written> write(AccumulationState state) {
        return state.rounds().fixed().map(Round::manifest).map(mine -> {
            RoundManifest standing = store.write(mine);
            AccumulationState next =
                    standing.equals(mine) ? Accumulation.opened(state, mine.round()) : Adoption.adopt(state, standing);
            return standing.records().isEmpty()
                    ? new Written(next, Optional.empty(), Manifests.dropped(standing))
                    : new Written(next, Optional.of(Manifests.ready(standing, store.bucket())), List.of());
        });
    }

    /** The rejections that wait in a durable state, with their redacted copies and what near-duplicates repeat. */
    public List<RejectedRecord> rejections(AccumulationState state) {
        Map<Rejection, RoundRecord> winners = new HashMap<>();
        Map<String, Set<RawPosition>> wanted = new HashMap<>();
        state.outbox()
                .forEach(rejection -> want(
                        wanted, rejection.entry().segment(), rejection.entry().position()));
        int most = wanted.size() + MOST_SEGMENTS;
        for (Rejection rejection : state.outbox()) {
            state.rounds()
                    .record(rejection.because())
                    .filter(winner -> rejection.reason() == ReasonCode.NEAR_DUPLICATE)
                    .filter(winner -> wanted.containsKey(winner.segment()) || wanted.size() < most)
                    .ifPresent(winner -> {
                        winners.put(rejection, winner);
                        want(wanted, winner.segment(), winner.position());
                    });
        }
        Map<String, SegmentRef> known = state.knownSegments();
        Map<String, Map<RawPosition, KnowledgeRecord>> copies = new HashMap<>();
        wanted.forEach((segment, positions) -> copies.put(segment, copies(segment, known.get(segment), positions)));
        return state.outbox().stream()
                .map(rejection -> rejection.toRejectedRecord(
                        state.model(),
                        copy(
                                copies,
                                rejection.entry().segment(),
                                rejection.entry().position()),
                        Optional.ofNullable(winners.get(rejection))
                                .map(winner -> copy(copies, winner.segment(), winner.position()))
                                .orElse(null)))
                .toList();
    }

    /** The records of a segment that were received at these positions; none, and a warning, if it is not as it was written. */
    private Map<RawPosition, KnowledgeRecord> copies(
            String id, @Nullable SegmentRef segment, Set<RawPosition> positions) {
        Map<RawPosition, KnowledgeRecord> copies = new HashMap<>();
        if (segment == null) {
            LOG.warn("rejections without copies: nothing says what segment {} has to be", id);
            return copies;
        }
        try {
            store.reader().segment(segment).stream()
                    .filter(record -> positions.contains(record.position()))
                    .forEach(record -> copies.put(record.position(), record.record()));
        } catch (UnreadableRoundException e) {
            LOG.warn("rejections without copies: {}", e.getMessage());
        }
        return copies;
    }

    private static void want(Map<String, Set<RawPosition>> wanted, String segment, RawPosition position) {
        wanted.computeIfAbsent(segment, each -> new HashSet<>()).add(position);
    }

    private static @Nullable KnowledgeRecord copy(
            Map<String, Map<RawPosition, KnowledgeRecord>> copies, String segment, RawPosition position) {
        return copies.getOrDefault(segment, Map.of()).get(position);
    }
}
