package dev.alluvium.evaluator.cases;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.evaluator.match.AnswerMatching;
import dev.alluvium.knowledge.facts.FactUnits;
import dev.alluvium.knowledge.wording.AnswerLanguage;
import dev.alluvium.knowledge.wording.RecordWordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares records with the trusted probes of their facts. A record contradicts a probe if it answers in the probe's
 * language and none of these answers states the expected value.
 */
final class ContradictedProbes {
    private ContradictedProbes() {}

    /** At most one contradiction for each record, in the order of facts and records. */
    static List<Contradiction> of(Map<String, List<CleanRecord>> stated, TrustedProbes trusted, FactUnits units) {
        List<Contradiction> found = new ArrayList<>();
        stated.forEach((fact, records) -> {
            for (CleanRecord record : records) {
                trusted.of(fact).stream()
                        .flatMap(probe -> contradiction(units.of(fact), record, probe).stream())
                        .findFirst()
                        .ifPresent(found::add);
            }
        });
        return found;
    }

    private static Optional<Contradiction> contradiction(String unit, CleanRecord record, Probe probe) {
        AnswerLanguage language = AnswerLanguage.of(probe.prompt());
        List<String> answers = RecordWordings.of(record.record()).stream()
                .filter(wording -> AnswerLanguage.of(wording.instruction()) == language)
                .map(Wording::output)
                .toList();
        if (answers.isEmpty() || answers.stream().anyMatch(answer -> AnswerMatching.states(answer, probe.expect()))) {
            return Optional.empty();
        }
        return Optional.of(
                new Contradiction(unit, record.recordId(), record.record().source(), answers.get(0), probe));
    }
}
