package dev.alluvium.evaluator.report;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.cases.FactCase;
import dev.alluvium.evaluator.gate.KeptAnswer;
import dev.alluvium.evaluator.gate.KeptAnswers;
import dev.alluvium.evaluator.suite.Reply;
import dev.alluvium.evaluator.suite.Sheets;
import dev.alluvium.evaluator.suite.Suite;
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

    static SuiteReport of(Suite suite, Sheets sheets) {
        return new SuiteReport(
                suite.name(),
                suite.cases().stream().map(fact -> fact(suite, fact, sheets)).toList());
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
                probe, new Reply(answer.reference(), true), new Reply(answer.candidate(), answer.kept()));
        FactCase fact = new FactCase(answer.question(), Instant.EPOCH, ProbeTier.TRUSTED, List.of(probe));
        String name = answer.change().orElse("kept");
        return new FactReport(
                name, Instant.EPOCH, fact.digest(), ProbeTier.TRUSTED, 1, answer.kept() ? 1 : 0, List.of(shown));
    }

    private static FactReport fact(Suite suite, FactCase fact, Sheets sheets) {
        return new FactReport(
                fact.fact(),
                fact.revision(),
                fact.digest(),
                fact.tier(),
                suite.reference(fact, sheets),
                suite.score(fact, sheets),
                fact.probes().stream()
                        .map(probe -> new CaseReport(
                                probe,
                                sheets.champion().reply(probe),
                                sheets.candidate().reply(probe)))
                        .toList());
    }
}
