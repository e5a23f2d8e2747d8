package dev.alluvium.cleaning.fact;

import dev.alluvium.cleaning.fact.FactState.Step;
import dev.alluvium.cleaning.fact.NewestRevision.Objection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Judges held candidates again, after what they waited for may have changed. */
final class HeldCandidates {
    private HeldCandidates() {}

    /**
     * Judges each held candidate again, in the order in which they were received.
     *
     * @param settled what stands against contents whatever the state says, by content hash
     * @return what went free; what goes on waiting is in the state only
     */
    static Step judgeAgain(FactState state, Map<String, Objection> settled) {
        List<Candidate> waiting = state.held().stream()
                .sorted(Comparator.comparing(Candidate::position))
                .toList();
        FactState next = state.withHeld(List.of());
        List<CandidateOutcome> outcomes = new ArrayList<>();
        for (Candidate candidate : waiting) {
            Objection objection = settled.get(candidate.clean().contentHash());
            if (objection != null) {
                outcomes.add(Objections.rejected(candidate, objection));
            } else {
                Step step = next.judge(candidate);
                next = step.state();
                step.outcomes().stream()
                        .filter(outcome -> !(outcome instanceof CandidateOutcome.Held))
                        .forEach(outcomes::add);
            }
        }
        return new Step(next, outcomes);
    }
}
