package dev.alluvium.cleaning.fact;

import dev.alluvium.cleaning.fact.FactState.Step;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Erases a fact: what is known of it up to a time goes, and does not come back by a replay or a requeue. */
final class Erasures {
    private Erasures() {}

    /** Erases because a pushed record asks for it; asking again for what is gone is a duplicate. */
    static Step asked(FactState state, Candidate candidate) {
        Instant through = candidate.clean().revision();
        if (isErased(state, through)) {
            return new Step(
                    state, List.of(Objections.rejected(candidate, Objections.erased(ReasonCode.DUPLICATE, through))));
        }
        return erase(state, new Erasure(candidate.model(), candidate.fact(), through, candidate.position()), true);
    }

    /** Erases because of a command. */
    static Step commanded(FactState state, Forget forget) {
        return isErased(state, forget.through())
                ? new Step(state, List.of())
                : erase(state, new Erasure(forget.model(), forget.fact(), forget.through(), forget.position()), false);
    }

    static boolean isErased(FactState state, Instant revision) {
        return state.erasedThrough() != null && !revision.isAfter(state.erasedThrough());
    }

    private static Step erase(FactState state, Erasure erasure, boolean asked) {
        Instant through = erasure.revision();
        FactState erased = new FactState(
                state.undecided().stream()
                        .filter(each -> each.at().isAfter(through))
                        .toList(),
                state.rounds().stream().map(round -> round.erased(through)).toList(),
                state.held(),
                through);
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome.Erased(erasure, asked));
        Step again = Held.judgeAgain(erased, Map.of());
        outcomes.addAll(again.outcomes());
        return new Step(again.state(), outcomes);
    }
}
