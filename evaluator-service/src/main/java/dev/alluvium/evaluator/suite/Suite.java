package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.FactCase;
import dev.alluvium.evaluator.gate.FactScore;
import dev.alluvium.evaluator.gate.SuiteScores;
import java.util.List;

/** Some facts, and what the candidate is measured against on each. */
public interface Suite {
    /** Such as {@code new-facts}. */
    String name();

    /** In the order in which they are scored. */
    List<FactCase> cases();

    /** What the candidate's score of a fact is compared with. */
    double reference(FactCase fact, Sheets sheets);

    /** The candidate's score of a fact. */
    default double score(FactCase fact, Sheets sheets) {
        return sheets.candidate().score(fact);
    }

    /** The scores of all facts. */
    default SuiteScores scores(Sheets sheets) {
        return new SuiteScores(
                cases().size(),
                cases().stream()
                        .map(fact ->
                                new FactScore(fact.fact(), fact.tier(), reference(fact, sheets), score(fact, sheets)))
                        .toList());
    }
}
