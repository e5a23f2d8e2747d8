package dev.alluvium.contracts.dataset;

import dev.alluvium.contracts.object.ArtifactRef;
import java.time.Instant;

/**
 * A round was cut. Sent at least once; the round's name is deterministic.
 *
 * @param forced cut by command, whatever the triggers said
 */
public record DatasetReady(
        String model, String round, ArtifactRef manifest, long records, long facts, boolean forced, Instant at) {}
