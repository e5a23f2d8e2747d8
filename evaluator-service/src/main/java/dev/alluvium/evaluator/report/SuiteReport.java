package dev.alluvium.evaluator.report;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.gate.KeptAnswer;
import dev.alluvium.evaluator.gate.KeptAnswers;
import dev.alluvium.evaluator.suite.Prediction;
import dev.alluvium.evaluator.suite.Suite;
import dev.alluvium.evaluator.suite.VersionPredictions;
import dev.alluvium.knowledge.wording.AnswerLanguage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One suite, fact by fact. */
public record SuiteReport(String suite, List<FactReport> facts) {
    /** The suite of the base's own answers to general questions. */
    public static final String KEPT = "general-answers";

    public SuiteReport {
        facts = List.copyOf(facts);
    }

    static SuiteReport of(Suite suite, VersionPredictions predictions) {
        return new SuiteReport(
                suite.name(),
                suite.cases().stream()
                        .map(fact -> fact(suite, fact, predictions))
                        .toList());
    }

    /** The base's own answers, none where it was not asked; what the champion said is the base's answer here. */
    static Optional<SuiteReport> of(KeptAnswers kept) {
        return kept.answers().isEmpty()
                ? Optional.empty()
                : Optional.of(new SuiteReport(
                        KEPT, kept.answers().stream().map(SuiteReport::fact).toList()));
    }

    private static FactReport fact(KeptAnswer answer) {
        AnswerLanguage language = AnswerLanguage.of(answer.question());
        Probe probe = new Probe(
                answer.question(),
                AnswerMatcher.CONTAINS,
                answer.reference(),
                List.of(),
                ProbeTier.TRUSTED,
                language.code());
        CaseReport shown = new CaseReport(
                probe, new Prediction(answer.reference(), true), new Prediction(answer.candidate(), answer.kept()));
        EvaluationCase fact = new EvaluationCase(answer.question(), Instant.EPOCH, ProbeTier.TRUSTED, List.of(probe));
        String name = answer.change().orElse("kept");
        return new FactReport(
                name, Instant.EPOCH, fact.digest(), ProbeTier.TRUSTED, 1, answer.kept() ? 1 : 0, List.of(shown));
    }

    private static FactReport fact(Suite suite, EvaluationCase fact, VersionPredictions predictions) {
        return new FactReport(
                fact.fact(),
                fact.revision(),
                fact.digest(),
                fact.tier(),
                suite.reference(fact, predictions),
                suite.score(fact, predictions),
                fact.probes().stream()
                        .map(probe -> new CaseReport(
                                probe,
                                predictions.champion().reply(probe),
                                predictions.candidate().reply(probe)))
                        .toList());
    }
}
