package dev.alluvium.contracts.training;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.trust.Attestation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run made an adapter.
 *
 * @param run deterministic: a hash of model, parent, rounds and retry number
 * @param attempt the attempt that succeeded
 * @param parent the champion when the run was planned: the version that this one would replace
 * @param rebuild set if training started from a base; null if it went on from the parent's adapter
 * @param adapter its PEFT directory
 * @param template the hash of the base's prompt template that it was trained with; null if that is not known
 */
public record AdapterTrained(
        String model,
        String run,
        String attempt,
        List<String> rounds,
        int parent,
        @Nullable Rebuild rebuild,
        ArtifactRef adapter,
        Attestation attestation,
        TrainingFigures figures,
        @Nullable String template,
        Instant at)
        implements TrainingResult {
    public AdapterTrained {
        rounds = List.copyOf(rounds);
    }

    /** From a run whose template is not known. */
    public AdapterTrained(
            String model,
            String run,
            String attempt,
            List<String> rounds,
            int parent,
            @Nullable Rebuild rebuild,
            ArtifactRef adapter,
            Attestation attestation,
            TrainingFigures figures,
            Instant at) {
        this(model, run, attempt, rounds, parent, rebuild, adapter, attestation, figures, null, at);
    }

    /** From a run that went on from its parent's adapter. */
    public AdapterTrained(
            String model,
            String run,
            String attempt,
            List<String> rounds,
            int parent,
            ArtifactRef adapter,
            Attestation attestation,
            TrainingFigures figures,
            Instant at) {
        this(model, run, attempt, rounds, parent, null, adapter, attestation, figures, null, at);
    }
}
