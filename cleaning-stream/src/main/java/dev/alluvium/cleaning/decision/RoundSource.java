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

    /** The round's records in the order in which they were received. */
    List<CleanRecord> records(RoundManifest manifest);
}
