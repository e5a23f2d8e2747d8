package dev.alluvium.contracts.training;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.trust.Attestation;
import java.time.Instant;
import java.util.List;

/**
 * A run made an adapter.
 *
 * @param run deterministic: a hash of model, parent, rounds and retry number
 * @param attempt the attempt that succeeded
 * @param parent the version that training started from; the champion at that moment
 * @param adapter its PEFT directory
 */
public record AdapterTrained(
        String model,
        String run,
        String attempt,
        List<String> rounds,
        int parent,
        ArtifactRef adapter,
        Attestation attestation,
        TrainingFigures figures,
        Instant at)
        implements TrainingResult {
    public AdapterTrained {
        rounds = List.copyOf(rounds);
    }
}
