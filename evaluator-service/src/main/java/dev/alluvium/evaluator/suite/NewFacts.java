package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.FactCase;
import java.util.List;

/** The rounds' new and changed facts, against the champion. */
public record NewFacts(List<FactCase> cases) implements Suite {
    @Override
    public String name() {
        return "new-facts";
    }

    @Override
    public double reference(FactCase fact, Sheets sheets) {
        return sheets.champion().score(fact);
    }
}
