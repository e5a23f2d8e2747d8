package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.match.AnswerMatching;
import dev.alluvium.knowledge.facts.FactUnits;
import dev.alluvium.knowledge.wording.HoldOut;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the facts of which a round replaces a live value by another one. */
final class SupersededCases {
    private SupersededCases() {}

    static List<SupersededCase> of(
            List<EvaluationCase> newFacts,
            Map<String, List<CleanRecord>> stated,
            Map<String, List<CleanRecord>> before,
            FactUnits units) {
        Map<String, Set<String>> oldValues = new TreeMap<>();
        stated.forEach((fact, records) -> {
            List<CleanRecord> old = before.getOrDefault(fact, List.of());
            if (!old.isEmpty() && old.get(0).revision().isBefore(records.get(0).revision())) {
                Set<String> now = values(records);
                values(old).stream()
                        .filter(value -> now.stream().noneMatch(current -> AnswerMatching.states(current, value)))
                        .forEach(value -> oldValues
                                .computeIfAbsent(units.of(fact), key -> new LinkedHashSet<>())
                                .add(value));
            }
        });
        List<SupersededCase> cases = new ArrayList<>();
        for (EvaluationCase asked : newFacts) {
            Set<String> old = oldValues.getOrDefault(asked.fact(), Set.of());
            if (!old.isEmpty()) {
                cases.add(new SupersededCase(asked, List.copyOf(old)));
            }
        }
        return cases;
    }

    /** The short forms of a fact's answers, one for each language. */
    private static Set<String> values(List<CleanRecord> records) {
        Set<String> values = new LinkedHashSet<>();
        HoldOut.split(records, List.of()).template().stream().map(Probe::expect).forEach(values::add);
        return values;
    }
}
