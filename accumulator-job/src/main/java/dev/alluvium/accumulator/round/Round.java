package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.RoundManifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round as the accumulator knows it.
 *
 * @param generation of the last verdict that counted; 0 while there is none
 * @param manifest null where it is of no use (refused), or until it is read from the store again
 * @param drops all of them until the manifest is in the store, then the conditional ones while the round is undecided
 */
public record Round(
        String name, Phase phase, long generation, @Nullable RoundManifest manifest, List<DroppedEntry> drops) {
    /** Where a round is. */
    public enum Phase {
        /** Its manifest is fixed in state, but not yet in the store. */
        FIXED,
        /** In the store and undecided. */
        OPEN,
        /** Decided: its records are taught. */
        LIVE,
        /** Live, but so long ago that nothing is judged by it. */
        PAST,
        /** Decided: as if it had never been. */
        REFUSED
    }

    public Round {
        drops = List.copyOf(drops);
    }

    /** Whether its verdict is still to come. */
    public boolean undecided() {
        return phase == Phase.FIXED || phase == Phase.OPEN;
    }

    /** Whether it is a list of final drops that took a round's number: nothing is taught by it, and nobody decides it. */
    boolean sweep() {
        return manifest != null && manifest.records().isEmpty();
    }

    /** The manifest of a round that is undecided or live. */
    RoundManifest requireManifest() {
        if (manifest == null) {
            throw new IllegalStateException("round " + name + " is " + phase + " and its manifest was not read");
        }
        return manifest;
    }

    Round opened() {
        return new Round(
                name,
                Phase.OPEN,
                generation,
                manifest,
                drops.stream().filter(DroppedEntry::conditional).toList());
    }

    Round plus(DroppedEntry drop) {
        List<DroppedEntry> more = new ArrayList<>(drops);
        more.add(drop);
        return new Round(name, phase, generation, manifest, more);
    }

    Round decided(Phase to, long newGeneration, @Nullable RoundManifest known) {
        return new Round(name, to, newGeneration, to == Phase.LIVE ? known : null, List.of());
    }

    Round past() {
        return new Round(name, Phase.PAST, generation, null, List.of());
    }

    Round withManifest(@Nullable RoundManifest known) {
        return new Round(name, phase, generation, known, drops);
    }
}
