package dev.alluvium.cleaning.fact;

import dev.alluvium.cleaning.fact.FactState.Step;
import dev.alluvium.cleaning.fact.NewestRevision.Objection;
import dev.alluvium.contracts.record.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies the verdict on a round to a fact. */
final class FactVerdicts {
    /** Rounds kept of each kind: how far back a rollback may go. */
    private static final int KEPT = 16;

    private FactVerdicts() {}

    static Step apply(FactState state, FactDecision decision) {
        List<Revision> revisions = revisions(state, decision);
        List<FactDecision.Dropped> leftOut = decision.dropped().stream()
                .filter(dropped -> decision.live() || !dropped.conditional())
                .toList();
        Set<Receipt> leaving =
                leftOut.stream().map(FactDecision.Dropped::receipt).collect(Collectors.toSet());
        decision.accepted().forEach(accepted -> leaving.add(new Receipt(accepted.recordId(), accepted.position())));
        Map<String, Objection> settled = duplicates(leftOut);
        settled.putAll(refused(decision));
        FactState decided = new FactState(
                without(state, leaving),
                rounds(state, decision, revisions),
                waiting(state, decision),
                state.erasedThrough());
        return HeldCandidates.judgeAgain(decided, settled);
    }

    /** Records that were dropped for good without a round: nothing is held because of them any more. */
    static Step depart(FactState state, List<FactDecision.Dropped> dropped) {
        Set<Receipt> leaving =
                dropped.stream().map(FactDecision.Dropped::receipt).collect(Collectors.toSet());
        List<Revision> staying = without(state, leaving);
        if (staying.size() == state.undecided().size()) {
            return new Step(state, List.of());
        }
        FactState next = new FactState(staying, state.rounds(), state.held(), state.erasedThrough());
        return HeldCandidates.judgeAgain(next, duplicates(dropped));
    }

    /**
     * What goes on waiting. A record that an earlier round of its own offered again while the decided round had it too
     * does not repeat that round's content, it is that content: it stays with the round, whose requeue offers it.
     */
    private static List<Candidate> waiting(FactState state, FactDecision decision) {
        Set<Receipt> decided = decision.accepted().stream()
                .map(each -> new Receipt(each.recordId(), each.position()))
                .collect(Collectors.toSet());
        return state.held().stream()
                .filter(each -> !decided.contains(new Receipt(each.clean().recordId(), each.position())))
                .toList();
    }

    private static List<Revision> without(FactState state, Set<Receipt> leaving) {
        return state.undecided().stream()
                .filter(each -> !leaving.contains(each.receipt()))
                .toList();
    }

    /** What repeats a dropped duplicate is the same duplicate. */
    private static Map<String, Objection> duplicates(List<FactDecision.Dropped> dropped) {
        Map<String, Objection> settled = new HashMap<>();
        for (FactDecision.Dropped each : dropped) {
            String winner = each.duplicateOf();
            if (winner != null) {
                settled.put(each.contentHash(), new Objection(ReasonCode.DUPLICATE_ACROSS_FACTS, winner));
            }
        }
        return settled;
    }

    private static Map<String, Objection> refused(FactDecision decision) {
        Map<String, Objection> settled = new HashMap<>();
        if (!decision.live()) {
            decision.accepted()
                    .forEach(each -> settled.put(
                            each.contentHash(), new Objection(ReasonCode.REFUSED_CONTENT, decision.round())));
        }
        return settled;
    }

    /** The round's records with all that is remembered of them. */
    private static List<Revision> revisions(FactState state, FactDecision decision) {
        Map<String, Map<String, String>> answers = new HashMap<>();
        state.rounds()
                .forEach(round -> round.revisions().forEach(each -> answers.put(each.recordId(), each.answers())));
        state.undecided().forEach(each -> answers.put(each.recordId(), each.answers()));
        return decision.accepted().stream()
                .map(accepted -> Revision.of(accepted, answers.getOrDefault(accepted.recordId(), Map.of())))
                .filter(remains(state.erasedThrough()))
                .toList();
    }

    private static Predicate<Revision> remains(@Nullable Instant erasedThrough) {
        return each -> erasedThrough == null || each.at().isAfter(erasedThrough);
    }

    private static List<DecidedRound> rounds(FactState state, FactDecision decision, List<Revision> revisions) {
        List<DecidedRound> rounds = state.rounds().stream()
                .filter(each -> !each.round().equals(decision.round()))
                .collect(Collectors.toCollection(ArrayList::new));
        rounds.add(new DecidedRound(decision.round(), decision.generation(), decision.live(), revisions));
        return evicted(rounds);
    }

    /** Keeps the live rounds with the newest revisions and the refused ones with the latest verdicts. */
    private static List<DecidedRound> evicted(List<DecidedRound> rounds) {
        Set<String> live = rounds.stream()
                .filter(DecidedRound::live)
                .sorted(Comparator.comparing(DecidedRound::newest).reversed())
                .limit(KEPT)
                .map(DecidedRound::round)
                .collect(Collectors.toSet());
        List<DecidedRound> refused =
                rounds.stream().filter(each -> !each.live()).toList();
        Set<String> kept = refused.subList(Math.max(0, refused.size() - KEPT), refused.size()).stream()
                .map(DecidedRound::round)
                .collect(Collectors.toSet());
        kept.addAll(live);
        return rounds.stream().filter(each -> kept.contains(each.round())).toList();
    }
}
