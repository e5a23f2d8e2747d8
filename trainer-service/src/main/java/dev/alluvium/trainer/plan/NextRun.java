package dev.alluvium.trainer.plan;

import dev.alluvium.contracts.object.ArtifactRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run to make.
 *
 * @param parent the champion
 * @param parentAdapter null for version 0
 * @param rounds all READY rounds, in order
 * @param ancestry rounds of the parent's ancestry, oldest first
 * @param retry grows with every run over one of the rounds that ended without a verdict
 */
public record NextRun(
        String model,
        String run,
        int parent,
        @Nullable ArtifactRef parentAdapter,
        List<String> rounds,
        List<String> ancestry,
        int retry) {
    public NextRun {
        rounds = List.copyOf(rounds);
        ancestry = List.copyOf(ancestry);
    }
}
