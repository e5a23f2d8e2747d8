package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.RoundManifest;
import java.util.Optional;

/**
 * The result of a cut.
 *
 * @param state the next state; it holds the manifest as a fixed round, and the rejections in its outbox
 * @param manifest absent if nothing could be cut
 */
public record CutResult(AccumulationState state, Optional<RoundManifest> manifest) {}
