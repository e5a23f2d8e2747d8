package dev.alluvium.cleaning.fact;

import dev.alluvium.cleaning.fact.FactState.Step;
import dev.alluvium.cleaning.fact.Newest.Objection;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Judges again what is held, after what it waited for may have changed. */
final class Held {
    private Held() {}

    /**
     * Judges each held candidate again, in the order in which they were received.
     *
     * @param refused content hashes that {@code round} was refused with: a repeat of them is rejected and names it
     * @return what went free; what goes on waiting is in the state only
     */
    static Step judgeAgain(FactState state, Set<String> refused, String round) {
        List<Candidate> waiting = state.held().stream()
                .sorted(Comparator.comparing(Candidate::position))
                .toList();
        FactState next = state.withHeld(List.of());
        List<Outcome> outcomes = new ArrayList<>();
        for (Candidate candidate : waiting) {
            if (refused.contains(candidate.clean().contentHash())) {
                outcomes.add(Objections.rejected(candidate, new Objection(ReasonCode.REFUSED_CONTENT, round)));
            } else {
                Step step = next.judge(candidate);
                next = step.state();
                step.outcomes().stream()
                        .filter(outcome -> !(outcome instanceof Outcome.Held))
                        .forEach(outcomes::add);
            }
        }
        return new Step(next, outcomes);
    }
}
