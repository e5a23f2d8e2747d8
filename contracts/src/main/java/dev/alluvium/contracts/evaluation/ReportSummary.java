package dev.alluvium.contracts.evaluation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.trust.Attestation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a report that the verdict's message repeats. The report itself, {@code reports/RUN/EVALUATION.json}, has more,
 * and belongs to the evaluator.
 *
 * @param content digest of what was trained; null where the message has none
 */
public record ReportSummary(
        @JsonUnwrapped EvaluationSubject subject,
        Section verdict,
        @Nullable String content,
        Instant at) implements RefersToEvaluation {
    /** The report's {@code verdict}. */
    public record Section(@JsonUnwrapped Verdict verdict, EvaluationFigures figures) {}

    /** What the report of a message says. */
    public static ReportSummary of(AdapterEvaluated message) {
        return new ReportSummary(
                message.subject(), new Section(message.verdict(), message.figures()), message.content(), message.at());
    }

    /** The message of the verdict. */
    public AdapterEvaluated message(ArtifactRef report, @Nullable Attestation attestation) {
        return new AdapterEvaluated(subject, verdict.verdict(), verdict.figures(), report, content, attestation, at);
    }
}
