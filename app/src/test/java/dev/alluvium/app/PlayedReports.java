package dev.alluvium.app;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;

/** Reports of verdicts that a test plays. */
public final class PlayedReports {
    private PlayedReports() {}

    /** Keeps the report of a played verdict where an evaluator keeps it; the verdict that names it. */
    public static AdapterEvaluated kept(ObjectStore store, AdapterEvaluated played) {
        byte[] report = Json.bytes(played);
        String key = ObjectKeys.report(played.run(), played.evaluation());
        store.putIfAbsent(key, report);
        return new AdapterEvaluated(
                played.model(),
                played.run(),
                played.evaluation(),
                played.rounds(),
                played.parent(),
                played.baseline(),
                played.adapter(),
                played.decision(),
                played.evidence(),
                played.needsApproval(),
                played.reason(),
                played.rules(),
                played.figures(),
                ArtifactRef.of(store.bucket(), key, Digest.sha256(report), report.length),
                played.content(),
                played.attestation(),
                played.at());
    }
}
