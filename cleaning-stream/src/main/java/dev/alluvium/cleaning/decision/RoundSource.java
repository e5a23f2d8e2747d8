package dev.alluvium.cleaning.decision;

import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.record.CleanRecord;
import java.util.List;

/** Reads rounds: a port, so that topology and simulation need no object store. */
public interface RoundSource {
    /**
     * The round's manifest.
     *
     * @throws RuntimeException if it cannot be read now; the caller tries again, for a verdict is never skipped
     */
    RoundManifest manifest(String model, String round);

    /**
     * Whether the round, or one with a higher number, was cut: rounds are numbered without gaps. A manifest that is missing before
     * others was lost and is to be restored; one behind all others never was. Where there is no round of any model, nothing can be
     * told, for it may be the wrong place: the answer is yes.
     *
     * @throws RuntimeException if that cannot be told now
     */
    boolean wasCut(String model, String round);

    /** The round's records in the order in which they were received. */
    List<CleanRecord> records(RoundManifest manifest);
}
