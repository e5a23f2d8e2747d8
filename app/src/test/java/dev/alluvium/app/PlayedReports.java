package dev.alluvium.app;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.ReportSummary;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.runtime.store.ObjectStore;
import java.util.List;

/** Reports of verdicts that a test plays. */
public final class PlayedReports {
    private PlayedReports() {}

    /** As a gate says it that is played; an operator decides on one that is inconclusive. */
    public static Verdict verdict(EvaluationDecision decision) {
        RuleResult kept = new RuleResult("general", RuleResult.Status.PASSED, 0.0, null, 0.05, 120, "kept");
        return new Verdict(
                decision,
                ProbeTier.TRUSTED,
                decision == EvaluationDecision.INCONCLUSIVE,
                "the gate is played",
                List.of(kept));
    }

    /** Keeps the report of a played verdict where an evaluator keeps it; the verdict that names it. */
    public static AdapterEvaluated kept(ObjectStore store, AdapterEvaluated played) {
        ReportSummary summary = ReportSummary.of(played);
        byte[] report = Json.bytes(summary);
        String key = ObjectKeys.report(played.run(), played.evaluation());
        store.putIfAbsent(key, report);
        return summary.message(
                ArtifactRef.of(store.bucket(), key, Digest.sha256(report), report.length), played.attestation());
    }
}
