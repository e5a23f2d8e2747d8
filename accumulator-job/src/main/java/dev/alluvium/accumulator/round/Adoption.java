package dev.alluvium.accumulator.round;

import dev.alluvium.accumulator.round.Round.Phase;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.record.RawPosition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adopts a manifest in the store that the state did not write itself, as after an older savepoint: the state is made
 * to agree with it.
 */
public final class Adoption {
    private Adoption() {}

    /**
     * Takes over {@code manifest}: what it lists leaves pending, or is awaited where it was not read yet; the rest of what
     * this state had fixed under that name goes back to pending.
     */
    public static AccumulationState adopt(AccumulationState state, RoundManifest manifest) {
        return adopt(state, manifest, Phase.OPEN);
    }

    /**
     * Takes over a manifest that this state knows nothing of. Its round is fixed again, so that it is announced once
     * more: nobody can tell whether the one who wrote it came to that.
     */
    public static AccumulationState found(AccumulationState state, RoundManifest manifest) {
        return adopt(state, manifest, Phase.FIXED);
    }

    private static AccumulationState adopt(AccumulationState state, RoundManifest manifest, Phase phase) {
        AccumulationState undone = state.rounds()
                .get(manifest.round())
                .filter(round -> round.phase() == Phase.FIXED)
                .map(fixed -> undo(state, fixed))
                .orElse(state);
        List<DroppedEntry> drops = manifest.dropped().stream()
                .flatMap(dropped ->
                        listed(undone, manifest, dropped.position())
                                .map(entry -> DroppedEntry.of(entry, dropped))
                                .stream())
                .toList();
        List<DroppedEntry> forGood =
                drops.stream().filter(drop -> !drop.conditional()).toList();
        List<DroppedEntry> conditional =
                drops.stream().filter(DroppedEntry::conditional).toList();
        Round round = new Round(manifest.round(), phase, 0, manifest, conditional);
        AccumulationStateBuilder draft = undone.edit()
                .leave(manifest.records().stream()
                        .flatMap(record -> listed(undone, manifest, record.position()).stream())
                        .toList())
                .leave(drops.stream().map(DroppedEntry::entry).toList())
                .await(unread(undone, manifest))
                .reject(forGood, manifest.cutAt())
                .list(manifest.erased())
                .round(round);
        return (round.sweep() && phase == Phase.OPEN ? draft.without(round) : draft).done();
    }

    private static AccumulationState undo(AccumulationState state, Round fixed) {
        RoundManifest mine = fixed.requireManifest();
        AccumulationStateBuilder draft = state.edit();
        mine.segments().forEach(draft::segment);
        return draft.add(mine.records().stream()
                        .map(record -> RecordEntry.of(record, mine.cutAt()))
                        .toList())
                .add(fixed.drops().stream().map(DroppedEntry::entry).toList())
                .unlist(mine.erased())
                .done();
    }

    /** The pending record that the manifest lists; not one that was offered again since. */
    private static Optional<RecordEntry> listed(AccumulationState state, RoundManifest manifest, RawPosition position) {
        return Optional.ofNullable(state.pending().get(position))
                .filter(entry -> entry.offeredBefore(manifest.round()));
    }

    private static List<AwaitedRecord> unread(AccumulationState state, RoundManifest manifest) {
        return Stream.concat(
                        manifest.records().stream().map(record -> AwaitedRecord.of(manifest, record)),
                        manifest.dropped().stream().map(dropped -> AwaitedRecord.of(manifest, dropped)))
                .filter(listing -> !state.pending().containsKey(listing.position()))
                .toList();
    }
}
