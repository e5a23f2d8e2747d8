package dev.alluvium.evaluator.suite;

import dev.alluvium.evaluator.cases.FactCase;
import java.util.List;

/**
 * The base's general facts, against whichever knows more of them, base or champion: the base never moves, so rounds
 * cannot wear it down bit by bit.
 */
public record General(List<FactCase> cases) implements Suite {
    @Override
    public String name() {
        return "general";
    }

    @Override
    public double reference(FactCase fact, Sheets sheets) {
        return better(sheets).score(fact);
    }

    private AnswerSheet better(Sheets sheets) {
        return known(sheets.base()) > known(sheets.champion()) ? sheets.base() : sheets.champion();
    }

    private double known(AnswerSheet sheet) {
        return cases.stream().mapToDouble(sheet::score).sum();
    }
}
