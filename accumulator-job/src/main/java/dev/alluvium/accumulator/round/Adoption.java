package dev.alluvium.accumulator.round;

import dev.alluvium.accumulator.round.Round.Phase;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.RawPosition;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes a state agree with a manifest in the store that it did not write itself, as after an older savepoint. */
public final class Adoption {
    private Adoption() {}

    /**
     * Takes over {@code manifest}: what it lists leaves pending, the rest of what this state had fixed under that name
     * goes back to pending.
     */
    public static ModelState adopt(ModelState state, RoundManifest manifest) {
        return adopt(state, manifest, Phase.OPEN);
    }

    /**
     * Takes over a manifest that this state knows nothing of. Its round is fixed again, so that it is announced once
     * more: nobody can tell whether the one who wrote it came to that.
     */
    public static ModelState found(ModelState state, RoundManifest manifest) {
        return adopt(state, manifest, Phase.FIXED);
    }

    private static ModelState adopt(ModelState state, RoundManifest manifest, Phase phase) {
        ModelState undone = state.rounds()
                .get(manifest.round())
                .filter(round -> round.phase() == Phase.FIXED)
                .map(fixed -> undo(state, fixed, manifest))
                .orElse(state);
        List<Drop> drops = manifest.dropped().stream()
                .map(dropped -> pendingDrop(undone, dropped))
                .filter(Objects::nonNull)
                .toList();
        List<Drop> forGood = drops.stream().filter(drop -> !drop.conditional()).toList();
        return undone.edit()
                .leave(manifest.records().stream().map(RoundRecord::position).toList())
                .leave(drops.stream().map(drop -> drop.entry().position()).toList())
                .reject(forGood, manifest.cutAt())
                .list(manifest.erased())
                .round(new Round(
                        manifest.round(),
                        phase,
                        0,
                        manifest,
                        drops.stream().filter(Drop::conditional).toList()))
                .done();
    }

    private static ModelState undo(ModelState state, Round fixed, RoundManifest other) {
        RoundManifest mine = fixed.requireManifest();
        Set<RawPosition> listed = new HashSet<>();
        other.dropped().forEach(dropped -> listed.add(dropped.position()));
        Draft draft = state.edit();
        mine.segments().forEach(draft::segment);
        return draft.add(mine.records().stream()
                        .map(record -> Entry.of(record, mine.cutAt()))
                        .toList())
                .add(fixed.drops().stream().map(Drop::entry).toList())
                .carry(mine.dropped().stream()
                        .filter(dropped -> !dropped.conditional() && !listed.contains(dropped.position()))
                        .toList())
                .unlist(mine.erased())
                .done();
    }

    private static @org.jspecify.annotations.Nullable Drop pendingDrop(ModelState state, DroppedRecord dropped) {
        Entry entry = state.pending().get(dropped.position());
        return entry == null ? null : new Drop(entry, dropped.cause(), dropped.because(), dropped.conditional());
    }
}
