package dev.alluvium.evaluator.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.evaluation.RefersToEvaluation;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.evaluator.evaluation.EvaluationInput;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.suite.BestScores;
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
 */
public record EvaluationReport(
        int schema,
        @JsonUnwrapped EvaluationSubject subject,
        @JsonProperty("verdict") ReportedVerdict reported,
        @JsonUnwrapped ReportBasis basis,
        List<SuiteReport> suites,
        @JsonUnwrapped ReportFindings findings,
        Highlights highlights,
        Instant at)
        implements RefersToEvaluation {
    /** The schema that this build writes. */
    public static final int SCHEMA = 1;

    public EvaluationReport {
        suites = List.copyOf(suites);
    }

    /** The report of an evaluation that reached a judgement; {@code speed} is null if nothing was timed. */
    public static EvaluationReport of(
            EvaluationSubject subject,
            ReportedVerdict verdict,
            EvaluationInput input,
            String probes,
            EvaluationOutcome outcome,
            @Nullable Speed speed,
            Instant at) {
        List<SuiteReport> suites = Stream.concat(
                        outcome.suites().stream().map(suite -> SuiteReport.of(suite, outcome.predictions())),
                        SuiteReport.of(outcome.observations().kept()).stream())
                .toList();
        Thresholds thresholds = input.thresholds();
        return new EvaluationReport(
                SCHEMA,
                subject,
                verdict,
                new ReportBasis(thresholds, input.content(), probes),
                suites,
                ReportFindings.of(outcome, speed, thresholds.confidence()),
                Highlights.of(suites),
                at);
    }

    /** The report of an evaluation that did not. */
    public static EvaluationReport of(EvaluationSubject subject, ReportedVerdict verdict, Instant at) {
        return new EvaluationReport(
                SCHEMA,
                subject,
                verdict,
                ReportBasis.NONE,
                List.of(),
                ReportFindings.NONE,
                Highlights.of(List.of()),
                at);
    }

    /** What the gate said. */
    public Verdict verdict() {
        return reported.verdict();
    }

    /** Digest of the records that were learnt; null if none were read. */
    public @Nullable String content() {
        return basis.content();
    }

    /** Whether it judged some of the same rounds, or the same records under other names. */
    public boolean sharesWith(EvaluationReport other) {
        return !Collections.disjoint(rounds(), other.rounds()) || judgesSame(other);
    }

    /** Whether it judged the same records against the same parent: one more throw of the same dice. */
    public boolean judgesSame(EvaluationReport other) {
        return content() != null && content().equals(other.content()) && parent() == other.parent();
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
