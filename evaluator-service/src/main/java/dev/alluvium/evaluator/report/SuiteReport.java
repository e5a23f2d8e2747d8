package dev.alluvium.evaluator.report;

import dev.alluvium.evaluator.cases.FactCase;
import dev.alluvium.evaluator.suite.Sheets;
import dev.alluvium.evaluator.suite.Suite;
import java.util.List;

/** One suite, fact by fact. */
public record SuiteReport(String suite, List<FactReport> facts) {
    public SuiteReport {
        facts = List.copyOf(facts);
    }

    static SuiteReport of(Suite suite, Sheets sheets) {
        return new SuiteReport(
                suite.name(),
                suite.cases().stream().map(fact -> fact(suite, fact, sheets)).toList());
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
