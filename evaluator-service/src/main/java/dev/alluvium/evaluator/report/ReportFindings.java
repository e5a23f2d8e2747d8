package dev.alluvium.evaluator.report;

import dev.alluvium.evaluator.cases.Contradiction;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.TextScores;
import dev.alluvium.evaluator.suite.RetrievalBaseline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found beside the scores of its suites.
 *
 * @param texts what was measured of the round's free texts; absent if it has none
 * @param metrics of the answers' words; absent if nothing was answered in words
 * @param speed of the candidate; absent if nothing was answered in words
 * @param comparisons which suites got worse; absent if nothing was judged, and in reports from before they were made
 * @param retrieval absent if nothing was asked in words
 */
public record ReportFindings(
        @Nullable TextScores texts,
        @Nullable AnswerMetrics metrics,
        @Nullable Speed speed,
        @Nullable List<SuiteComparison> comparisons,
        List<Contradiction> contradictions,
        @Nullable RetrievalBaseline retrieval) {
    /** Of an evaluation that reached no judgement. */
    public static final ReportFindings NONE = new ReportFindings(null, null, null, null, List.of(), null);

    public ReportFindings {
        comparisons = comparisons == null ? null : List.copyOf(comparisons);
        contradictions = List.copyOf(contradictions);
    }

    /** Of an outcome; {@code confidence} is that of the comparisons. */
    static ReportFindings of(EvaluationOutcome outcome, @Nullable Speed speed, double confidence) {
        TextScores texts = outcome.observations().texts();
        return new ReportFindings(
                texts.texts().isEmpty() ? null : texts,
                AnswerMetrics.of(outcome),
                speed,
                SuiteComparison.of(outcome, confidence),
                outcome.contradictions(),
                outcome.retrieval().orElse(null));
    }
}
