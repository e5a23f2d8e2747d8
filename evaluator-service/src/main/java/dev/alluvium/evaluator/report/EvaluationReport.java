package dev.alluvium.evaluator.report;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.evaluator.cases.Contradiction;
import dev.alluvium.evaluator.evaluation.EvaluationInput;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.TextScores;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.suite.BestScores;
import dev.alluvium.evaluator.suite.RetrievalBaseline;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole evaluation, every case included: {@code reports/RUN/EVALUATION.json}.
 *
 * @param schema of this document
 * @param content digest of the records that were learnt; absent if none were read
 * @param texts what was measured of the round's free texts; absent if it has none
 * @param metrics of the answers' words; absent if nothing was answered in words
 * @param speed of the candidate; absent if nothing was answered in words
 * @param comparisons which suites got worse; absent if nothing was judged, and in reports from before they were made
 * @param retrieval absent if nothing was asked in words
 * @param probes key of the probes' snapshot; absent if nothing was asked
 */
public record EvaluationReport(
        int schema,
        String model,
        String run,
        String evaluation,
        List<String> rounds,
        int parent,
        int baseline,
        ArtifactRef adapter,
        ReportedVerdict verdict,
        @Nullable Thresholds thresholds,
        @Nullable String content,
        @Nullable String probes,
        List<SuiteReport> suites,
        @Nullable TextScores texts,
        @Nullable AnswerMetrics metrics,
        @Nullable Speed speed,
        @Nullable List<SuiteComparison> comparisons,
        List<Contradiction> contradictions,
        @Nullable RetrievalBaseline retrieval,
        Highlights highlights,
        Instant at) {
    /** The schema that this build writes. */
    public static final int SCHEMA = 1;

    public EvaluationReport {
        rounds = List.copyOf(rounds);
        suites = List.copyOf(suites);
        comparisons = comparisons == null ? null : List.copyOf(comparisons);
        contradictions = List.copyOf(contradictions);
    }

    /** The report of an evaluation that reached a judgement. */
    public static EvaluationReport of(
            EvaluationSubject subject,
            ReportedVerdict verdict,
            EvaluationInput input,
            String probes,
            EvaluationOutcome outcome,
            Instant at) {
        List<SuiteReport> suites = Stream.concat(
                        outcome.suites().stream().map(suite -> SuiteReport.of(suite, outcome.predictions())),
                        SuiteReport.of(outcome.observations().kept()).stream())
                .toList();
        return report(subject, verdict, input, probes, suites, outcome, at);
    }

    /** The report of an evaluation that did not. */
    public static EvaluationReport of(EvaluationSubject subject, ReportedVerdict verdict, Instant at) {
        return report(subject, verdict, null, null, List.of(), null, at);
    }

    private static EvaluationReport report(
            EvaluationSubject subject,
            ReportedVerdict verdict,
            @Nullable EvaluationInput input,
            @Nullable String probes,
            List<SuiteReport> suites,
            @Nullable EvaluationOutcome outcome,
            Instant at) {
        return new EvaluationReport(
                SCHEMA,
                subject.model(),
                subject.run(),
                subject.evaluation(),
                subject.rounds(),
                subject.parent(),
                subject.baseline(),
                subject.adapter(),
                verdict,
                input == null ? null : input.thresholds(),
                input == null ? null : input.content(),
                probes,
                suites,
                outcome == null ? null : texts(outcome),
                outcome == null ? null : AnswerMetrics.of(outcome),
                null,
                outcome == null || input == null
                        ? null
                        : SuiteComparison.of(outcome, input.thresholds().confidence()),
                outcome == null ? List.of() : outcome.contradictions(),
                outcome == null ? null : outcome.retrieval().orElse(null),
                Highlights.of(suites),
                at);
    }

    /** The same with what was timed. */
    public EvaluationReport with(@Nullable Speed timed) {
        return new EvaluationReport(
                schema,
                model,
                run,
                evaluation,
                rounds,
                parent,
                baseline,
                adapter,
                verdict,
                thresholds,
                content,
                probes,
                suites,
                texts,
                metrics,
                timed,
                comparisons,
                contradictions,
                retrieval,
                highlights,
                at);
    }

    private static @Nullable TextScores texts(EvaluationOutcome outcome) {
        TextScores texts = outcome.observations().texts();
        return texts.texts().isEmpty() ? null : texts;
    }

    /** Whether it judged some of the same rounds, or the same records under other names. */
    public boolean sharesWith(EvaluationReport other) {
        return !Collections.disjoint(rounds, other.rounds) || judgesSame(other);
    }

    /** Whether it judged the same records against the same parent: one more throw of the same dice. */
    public boolean judgesSame(EvaluationReport other) {
        return content != null && content.equals(other.content) && parent == other.parent;
    }

    /** What the candidate scored on each fact, for those who must not fall behind it. */
    public BestScores scores() {
        Map<String, Double> scores = new HashMap<>();
        suites.stream()
                .filter(suite ->
                        suite.suite().equals("new-facts") || suite.suite().equals("earlier-facts"))
                .flatMap(suite -> suite.facts().stream())
                .forEach(fact -> scores.merge(fact.digest(), fact.candidate(), Math::max));
        return new BestScores(scores);
    }
}
