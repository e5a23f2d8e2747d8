package dev.alluvium.evaluator.report;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.Observations;
import dev.alluvium.settings.GateMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate's verdict in the form in which it leaves the evaluator.
 *
 * @param profile what the round was judged by; absent where nothing was judged
 */
public record ReportedVerdict(
        EvaluationDecision decision,
        @Nullable GateMode profile,
        ProbeTier evidence,
        boolean needsApproval,
        String reason,
        List<RuleResult> rules,
        EvaluationFigures figures) {
    public ReportedVerdict {
        rules = List.copyOf(rules);
    }

    /** The verdict of a outcome that took {@code seconds}. */
    public static ReportedVerdict of(EvaluationOutcome outcome, double seconds) {
        return new ReportedVerdict(
                outcome.verdict().decision(),
                outcome.verdict().profile(),
                outcome.verdict().evidence(),
                outcome.verdict().needsApproval(),
                outcome.verdict().reason(),
                outcome.verdict().rules(),
                figures(outcome.observations(), seconds));
    }

    /** No outcome could be made; {@code reason} says why and what happens next. */
    public static ReportedVerdict error(String reason, double seconds) {
        EvaluationFigures nothing = new EvaluationFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, seconds);
        return new ReportedVerdict(
                EvaluationDecision.ERROR, null, ProbeTier.TEMPLATE, false, reason, List.of(), nothing);
    }

    private static EvaluationFigures figures(Observations seen, double seconds) {
        return new EvaluationFigures(
                seen.newFacts().referenceMean(),
                seen.newFacts().candidateMean(),
                seen.earlierFacts().referenceMean(),
                seen.earlierFacts().candidateMean(),
                seen.generalBefore(),
                seen.generalAfter(),
                seen.superseded().candidateMean(),
                seen.perplexity().reference(),
                seen.perplexity().candidate(),
                seen.newFacts().facts(),
                seen.earlierFacts().facts(),
                seconds);
    }
}
