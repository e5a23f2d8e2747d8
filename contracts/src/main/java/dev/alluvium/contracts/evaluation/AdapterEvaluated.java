package dev.alluvium.contracts.evaluation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.trust.Attestation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on an adapter.
 *
 * @param content digest of what was trained ({@code RoundContent}); null where
 *     nothing was read, or no round came with it
 * @param attestation over the adapter's sha256; present unless the decision is Error
 */
public record AdapterEvaluated(
        @JsonUnwrapped EvaluationSubject subject,
        @JsonUnwrapped Verdict verdict,
        EvaluationFigures figures,
        ArtifactRef report,
        @Nullable String content,
        @Nullable Attestation attestation,
        Instant at)
        implements RefersToEvaluation {}
