package dev.alluvium.cleaning.fact;

import dev.alluvium.cleaning.fact.FactState.Step;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Erases a fact: what is known of it up to a time goes, and does not come back by a replay or a requeue. */
final class FactErasures {
    private FactErasures() {}

    /** Erases because a pushed record asks for it; asking again for what is gone is a duplicate. */
    static Step asked(FactState state, Candidate candidate) {
        Instant through = candidate.clean().revision();
        Instant already = state.erasedThrough();
        if (already != null && (isErased(state, through) || isBehindIts(state, candidate, already))) {
            return new Step(
                    state, List.of(Objections.rejected(candidate, Objections.erased(ReasonCode.DUPLICATE, already))));
        }
        return erase(state, new Erasure(candidate.model(), candidate.fact(), through, candidate.position()), true);
    }

    /**
     * Whether a tombstone stands behind the delete that erased the fact: it says the same, and its time is the broker's,
     * which may be later than that of a row that came again before the connector had read so far.
     */
    private static boolean isBehindIts(FactState state, Candidate candidate, Instant already) {
        return candidate.clean().record().allAttributes().containsKey(KnowledgeRecord.TOMBSTONE)
                && known(state).noneMatch(at -> at.isAfter(already));
    }

    /**
     * Erases because of a command: all that is known of the fact, also what its source dated a little ahead of the
     * command's clock. The same command again finds its own erasure and does nothing.
     */
    static Step commanded(FactState state, Forget forget) {
        if (isErased(state, forget.through())) {
            return new Step(state, List.of());
        }
        Instant through = known(state)
                .filter(at -> at.isAfter(forget.through()))
                .max(Comparator.naturalOrder())
                .orElse(forget.through());
        return erase(state, new Erasure(forget.model(), forget.fact(), through, forget.position()), false);
    }

    /** The times of everything that is known of the fact, in whichever place. */
    private static Stream<Instant> known(FactState state) {
        Stream<Revision> inRounds = state.rounds().stream().flatMap(round -> round.revisions().stream());
        return Stream.concat(
                Stream.concat(state.undecided().stream(), inRounds).map(Revision::at),
                state.held().stream().map(each -> each.clean().revision()));
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
        List<CandidateOutcome> outcomes = new ArrayList<>();
        outcomes.add(new CandidateOutcome.Erased(erasure, asked));
        Step again = HeldCandidates.judgeAgain(erased, Map.of());
        outcomes.addAll(again.outcomes());
        return new Step(again.state(), outcomes);
    }
}
