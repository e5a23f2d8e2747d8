package dev.alluvium.evaluator.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.RuleResult;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.Observations;
import dev.alluvium.settings.GateMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate's verdict with what it was reached by, as a report keeps it.
 *
 * @param profile what the round was judged by; absent where nothing was judged
 */
public record ReportedVerdict(Verdict verdict, @Nullable GateMode profile, EvaluationFigures figures) {
    /** The verdict of an outcome that took {@code seconds}. */
    public static ReportedVerdict of(EvaluationOutcome outcome, double seconds) {
        Observations seen = outcome.observations();
        return new ReportedVerdict(outcome.verdict(), seen.profile(), figures(seen, seconds));
    }

    /** No outcome could be made; {@code reason} says why and what happens next. */
    public static ReportedVerdict error(String reason, double seconds) {
        EvaluationFigures nothing = new EvaluationFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, seconds);
        return new ReportedVerdict(Verdict.error(reason), null, nothing);
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

    /** The fields in a report: {@code profile} stands among those of the verdict. */
    private record Fields(
            EvaluationDecision decision,
            @Nullable GateMode profile,
            ProbeTier evidence,
            boolean needsApproval,
            String reason,
            List<RuleResult> rules,
            EvaluationFigures figures) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    private static ReportedVerdict of(Fields fields) {
        return new ReportedVerdict(
                new Verdict(fields.decision, fields.evidence, fields.needsApproval, fields.reason, fields.rules),
                fields.profile,
                fields.figures);
    }

    @JsonValue
    private Fields fields() {
        return new Fields(
                verdict.decision(),
                profile,
                verdict.evidence(),
                verdict.needsApproval(),
                verdict.reason(),
                verdict.rules(),
                figures);
    }
}
