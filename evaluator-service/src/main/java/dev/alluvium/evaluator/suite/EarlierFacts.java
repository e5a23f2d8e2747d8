package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.FactCase;
import java.util.List;

/** A sample of the facts that were live before, each against the best score in the champion's ancestry. */
public record EarlierFacts(List<FactCase> cases, BestScores best) implements Suite {
    @Override
    public String name() {
        return "earlier-facts";
    }

    @Override
    public double reference(FactCase fact, Sheets sheets) {
        return best.of(fact, sheets.champion().score(fact));
    }
}
