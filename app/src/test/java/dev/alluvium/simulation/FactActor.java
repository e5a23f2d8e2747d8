package dev.alluvium.simulation;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.fact.CandidateOutcome;
import dev.alluvium.cleaning.fact.FactDecision;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.cleaning.fact.FactState.Step;
import dev.alluvium.cleaning.fact.Revision;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.simulation.Cursor.Read;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The second half of cleaning: every fact's state decides on its records. */
final class FactActor extends TransactionalActor {
    private Map<String, FactState> durable = Map.of();
    private Map<String, FactState> working = new TreeMap<>();
    private long verdicts;

    FactActor(World world) {
        super(world, Channel.FACTS);
    }

    @Override
    public String name() {
        return "facts";
    }

    Map<String, FactState> facts() {
        return durable;
    }

    @Override
    void handle(Read read) {
        FactEvent event = mutated((FactEvent) read.value());
        String key = new FactKey(event.model(), event.fact()).toString();
        FactState before = working.getOrDefault(key, FactState.EMPTY);
        Step step = world().mutation() == Mutation.SKIP_DUPLICATE_CHECK && event instanceof Candidate candidate
                ? new Step(before, List.of(new CandidateOutcome.Clean(candidate)))
                : before.apply(event);
        working.put(key, kept(step.state()));
        for (CandidateOutcome outcome : step.outcomes()) {
            noRepeat(key, before, outcome);
            tell(key, outcome);
        }
    }

    @Override
    void committed() {
        durable = Map.copyOf(working);
    }

    @Override
    void rolledBack() {
        working = new TreeMap<>(durable);
    }

    /** With nothing undecided, what is equal to the live revision is a duplicate whatever its time. */
    private void noRepeat(String key, FactState before, CandidateOutcome outcome) {
        FactState committed = durable.getOrDefault(key, FactState.EMPTY);
        boolean settled = before.equals(committed) && before.undecided().isEmpty();
        if (settled
                && outcome instanceof CandidateOutcome.Clean clean
                && before.held().isEmpty()) {
            Instant newest = before.live().stream()
                    .map(Revision::at)
                    .max(Instant::compareTo)
                    .orElse(null);
            Violation.unless(
                    before.live().stream()
                            .filter(live -> live.at().equals(newest))
                            .noneMatch(live -> live.contentHash()
                                    .equals(clean.candidate().clean().contentHash())),
                    "%s was accepted though it repeats what is live",
                    clean.candidate().position());
        }
    }

    private void tell(String key, CandidateOutcome outcome) {
        if (outcome instanceof CandidateOutcome.Clean clean) {
            send(Channel.CLEAN, key, clean.candidate().clean());
        } else if (outcome instanceof CandidateOutcome.Rejected rejected) {
            send(Channel.REJECTED, World.MODEL, rejected.record(world().now()));
        } else if (outcome instanceof CandidateOutcome.Erased erased) {
            send(Channel.CLEAN, key, erased.erasure());
        }
    }

    private FactState kept(FactState state) {
        return world().mutation() == Mutation.FORGET_HELD
                ? new FactState(state.undecided(), state.rounds(), List.of(), state.erasedThrough())
                : state;
    }

    private FactEvent mutated(FactEvent event) {
        if (world().mutation() == Mutation.REQUEUE_THE_ERASED
                && event instanceof Candidate candidate
                && candidate.requeued()) {
            String key = new FactKey(event.model(), event.fact()).toString();
            working.computeIfPresent(
                    key, (name, state) -> new FactState(state.undecided(), state.rounds(), state.held(), null));
        }
        if (!(event instanceof FactDecision decision)) {
            return event;
        }
        boolean refused = decision.outcome() == RoundDecided.Outcome.REFUSED;
        return switch (world().mutation()) {
            case IGNORE_GENERATION ->
                new FactDecision(
                        decision.model(),
                        decision.fact(),
                        decision.round(),
                        1000 + verdicts++,
                        decision.outcome(),
                        decision.accepted(),
                        decision.dropped());
            case KEEP_HASHES_AFTER_REFUSAL ->
                refused
                        ? new FactDecision(
                                decision.model(),
                                decision.fact(),
                                decision.round(),
                                decision.generation(),
                                decision.outcome(),
                                List.of(),
                                decision.dropped())
                        : decision;
            default -> decision;
        };
    }
}
