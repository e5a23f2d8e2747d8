package dev.alluvium.contracts.evaluation;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.trust.Attestation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on an adapter.
 *
 * @param evaluation separates repeated evaluations of one run
 * @param parent the version that the run started from
 * @param baseline the version it was compared with; the champion at that moment
 * @param evidence the weakest tier that the new-facts rules rest on
 * @param needsApproval true if every rule passed but the evidence is below {@code gate.evidence}, or the gate could not judge a
 *     forced round: the version waits for an operator
 * @param content digest of what was trained ({@code RoundContent}); null where
 *     nothing was read, or no round came with it
 * @param attestation over the adapter's sha256; present unless the decision is Error
 */
public record AdapterEvaluated(
        String model,
        String run,
        String evaluation,
        List<String> rounds,
        int parent,
        int baseline,
        ArtifactRef adapter,
        EvaluationDecision decision,
        ProbeTier evidence,
        boolean needsApproval,
        String reason,
        List<RuleResult> rules,
        EvaluationFigures figures,
        ArtifactRef report,
        @Nullable String content,
        @Nullable Attestation attestation,
        Instant at) {
    public AdapterEvaluated {
        rounds = List.copyOf(rounds);
        rules = List.copyOf(rules);
    }
}
