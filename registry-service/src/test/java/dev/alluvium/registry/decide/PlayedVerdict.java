package dev.alluvium.registry.decide;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.contracts.trust.Attestation.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as an evaluator might send it; what is not said here is filled in.
 *
 * @param trusted whether an evaluator signed it
 * @param attempt whose adapter it judges; empty for the registered one
 * @param content null for records that no other evaluation judged
 */
record PlayedVerdict(
        String run,
        String evaluation,
        int parent,
        int baseline,
        Verdict verdict,
        boolean trusted,
        String attempt,
        @Nullable String content) {
    private static final EvaluationFigures FIGURES = new EvaluationFigures(0, 1, 1, 1, 1, 1, 0, 9, 2, 100, 0, 1);

    /** The rule without which nothing promotes by itself. */
    private static final List<RuleResult> KEPT =
            List.of(new RuleResult("general", RuleResult.Status.PASSED, 0.0, null, 0.05, 120, "kept"));

    static PlayedVerdict of(String run, int champion, EvaluationDecision decision) {
        return new PlayedVerdict(run, "e1", champion, champion, verdict(decision, false, KEPT), true, "", null);
    }

    private static Verdict verdict(EvaluationDecision decision, boolean needsApproval, List<RuleResult> rules) {
        return new Verdict(decision, ProbeTier.TRUSTED, needsApproval, "the gate said so", rules);
    }

    PlayedVerdict named(String other) {
        return new PlayedVerdict(run, other, parent, baseline, verdict, trusted, attempt, content);
    }

    PlayedVerdict comparedWith(int other) {
        return new PlayedVerdict(run, evaluation, parent, other, verdict, trusted, attempt, content);
    }

    PlayedVerdict needingApproval() {
        return saying(verdict(verdict.decision(), true, verdict.rules()));
    }

    /** Whose rules are these. */
    PlayedVerdict ruling(List<RuleResult> others) {
        return saying(verdict(verdict.decision(), verdict.needsApproval(), others));
    }

    private PlayedVerdict saying(Verdict other) {
        return new PlayedVerdict(run, evaluation, parent, baseline, other, trusted, attempt, content);
    }

    PlayedVerdict untrusted() {
        return new PlayedVerdict(run, evaluation, parent, baseline, verdict, false, attempt, content);
    }

    PlayedVerdict ofAttempt(String other) {
        return new PlayedVerdict(run, evaluation, parent, baseline, verdict, trusted, other, content);
    }

    /** Of records with this digest. */
    PlayedVerdict on(String records) {
        return new PlayedVerdict(run, evaluation, parent, baseline, verdict, trusted, attempt, records);
    }

    AdapterEvaluated message(TestKeys keys) {
        ArtifactRef adapter = Registry.adapter(run + attempt);
        return new AdapterEvaluated(
                new EvaluationSubject(Registry.MODEL, run, evaluation, List.of(), parent, baseline, adapter),
                verdict,
                FIGURES,
                ArtifactRef.of("alluvium", "reports/" + run + "/" + evaluation + ".json", "00", 1),
                content == null ? "records of " + run + "/" + evaluation : content,
                (trusted ? keys.evaluator : keys.trainer)
                        .attest(Statement.EVALUATED, Registry.MODEL, adapter.sha256(), Registry.NOW),
                Registry.NOW);
    }
}
