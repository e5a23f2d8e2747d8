package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.Erasure;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A state as versioned JSON. Of rounds whose manifest is in the store it keeps the name and the verdict alone, so that
 * checkpoints do not grow with what was taught; {@link #hydrate} reads those manifests again.
 */
public final class StateCodec {
    private static final int VERSION = 2;

    private StateCodec() {}

    private record Snapshot(
            int version,
            String model,
            long nextRound,
            Collection<RecordEntry> pending,
            Collection<SegmentRef> segments,
            Collection<Erasure> erasures,
            SortedSet<String> unlisted,
            Collection<Round> rounds,
            @Nullable Collection<AwaitedRecord> awaited,
            List<Rejection> outbox,
            List<CutRequest> requests,
            @Nullable List<DroppedRecord> carried) {}

    /** The state's bytes. */
    public static byte[] encode(AccumulationState state) {
        return Json.bytes(new Snapshot(
                VERSION,
                state.model(),
                state.nextRound(),
                state.pending().values(),
                state.segments().values(),
                state.erasures().values(),
                state.unlisted(),
                state.rounds().all().stream().map(StateCodec::dehydrated).toList(),
                state.awaited(),
                state.outbox(),
                state.requests(),
                null));
    }

    /**
     * The state of {@code bytes}; its rounds lack the manifests that are in the store.
     *
     * @throws IllegalStateException if a newer version wrote the bytes
     */
    public static AccumulationState decode(byte[] bytes) {
        Snapshot snapshot = Json.read(bytes, Snapshot.class);
        if (snapshot.version() > VERSION) {
            throw new IllegalStateException("state of version " + snapshot.version() + " cannot be read by version "
                    + VERSION + "; start the version that wrote it, or a newer one");
        }
        AccumulationState state = new AccumulationState(
                snapshot.model(),
                snapshot.nextRound(),
                byKey(snapshot.pending(), RecordEntry::position),
                byKey(snapshot.segments(), SegmentRef::id),
                byKey(snapshot.erasures(), Erasure::fact),
                new TreeSet<>(snapshot.unlisted()),
                ModelRounds.of(snapshot.rounds()),
                new TreeSet<>(snapshot.awaited() == null ? List.of() : snapshot.awaited()),
                snapshot.outbox(),
                snapshot.requests());
        return snapshot.carried() == null ? state : carried(state, snapshot.carried());
    }

    /** Version 1 told drops outside of rounds without a manifest: what it had not told yet gets one now. */
    private static AccumulationState carried(AccumulationState state, List<DroppedRecord> drops) {
        if (drops.isEmpty() || state.rounds().fixed().isPresent()) {
            return state;
        }
        RoundManifest manifest = Manifests.sweep(state, drops, List.of(), Instant.EPOCH);
        return state.edit()
                .round(new Round(manifest.round(), Round.Phase.FIXED, 0, manifest, List.of()))
                .done();
    }

    /** The state with the manifests of its open and live rounds, by {@code manifest} from a round's name. */
    public static AccumulationState hydrate(AccumulationState state, Function<String, RoundManifest> manifest) {
        return state.withRounds(state.rounds()
                .map(round -> inStore(round) && round.manifest() == null
                        ? round.withManifest(manifest.apply(round.name()))
                        : round));
    }

    private static Round dehydrated(Round round) {
        return inStore(round) ? round.withManifest(null) : round;
    }

    private static boolean inStore(Round round) {
        return round.phase() == Round.Phase.OPEN || round.phase() == Round.Phase.LIVE;
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> byKey(Collection<V> values, Function<V, K> key) {
        SortedMap<K, V> map = new TreeMap<>();
        values.forEach(value -> map.put(key.apply(value), value));
        return map;
    }
}
