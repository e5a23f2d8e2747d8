package dev.alluvium.cleaning.fact;

import dev.alluvium.cleaning.fact.FactState.Step;
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
final class Verdicts {
    /** Rounds kept of each kind: how far back a rollback may go. */
    private static final int KEPT = 16;

    private Verdicts() {}

    static Step apply(FactState state, Decision decision) {
        List<Revision> revisions = revisions(state, decision);
        Set<Receipt> leaving = decision.dropped().stream()
                .filter(dropped -> decision.live() || !dropped.conditional())
                .map(dropped -> new Receipt(dropped.recordId(), dropped.position()))
                .collect(Collectors.toSet());
        decision.accepted().forEach(accepted -> leaving.add(new Receipt(accepted.recordId(), accepted.position())));
        List<Revision> undecided = state.undecided().stream()
                .filter(each -> !leaving.contains(each.receipt()))
                .toList();
        FactState decided =
                new FactState(undecided, rounds(state, decision, revisions), state.held(), state.erasedThrough());
        return Held.judgeAgain(decided, refused(decision), decision.round());
    }

    private static Set<String> refused(Decision decision) {
        return decision.live()
                ? Set.of()
                : decision.accepted().stream()
                        .map(Decision.Accepted::contentHash)
                        .collect(Collectors.toSet());
    }

    /** The round's records with all that is remembered of them. */
    private static List<Revision> revisions(FactState state, Decision decision) {
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

    private static List<DecidedRound> rounds(FactState state, Decision decision, List<Revision> revisions) {
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
