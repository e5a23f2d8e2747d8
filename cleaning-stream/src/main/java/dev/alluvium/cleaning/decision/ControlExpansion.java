package dev.alluvium.cleaning.decision;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.cleaning.fact.Forget;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.Dropped;
import dev.alluvium.contracts.control.ControlCommand.Erase;
import dev.alluvium.contracts.control.ControlCommand.Requeue;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.knowledge.round.UnreadableRoundException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Expands a command on the control topic into events of facts. */
public final class ControlExpansion {
    private final RoundReader rounds;

    public ControlExpansion(RoundReader rounds) {
        this.rounds = rounds;
    }

    /**
     * Why no service of this installation can have sent the command, in a few words; empty if one can. Such a command is left out:
     * it would be tried for ever.
     */
    public Optional<String> foreign(ControlCommand command) {
        if (!ObjectKeys.isModel(command.model())) {
            return Optional.of("its key names no model");
        }
        String round = command instanceof RoundDecided verdict
                ? verdict.round()
                : command instanceof Requeue requeue ? requeue.round() : null;
        if (round == null) {
            return Optional.empty();
        }
        if (!ObjectKeys.isRound(round)) {
            return Optional.of("it is about what is no round");
        }
        return rounds.wasCut(command.model(), round)
                ? Optional.empty()
                : Optional.of("it is about " + round + ", which was never cut");
    }

    /**
     * The events of the command, each for one fact; none for commands that concern others.
     *
     * @param now an erasure reaches no further, for it would shut out every later truth about its fact
     * @throws UnreadableRoundException if the command's round cannot be read; the caller tries again, for a verdict is
     *     never skipped
     */
    public List<? extends FactEvent> expand(ControlCommand command, RawPosition position, Instant now) {
        if (command instanceof RoundDecided verdict) {
            return VerdictExpansion.of(verdict, rounds.manifest(verdict.model(), verdict.round()));
        }
        if (command instanceof Requeue requeue) {
            return rounds.content(rounds.manifest(requeue.model(), requeue.round())).records().stream()
                    .filter(requeue::offers)
                    .map(record -> new Candidate(record.requeuedFrom(requeue.round()), true))
                    .toList();
        }
        if (command instanceof Dropped dropped) {
            return VerdictExpansion.departures(dropped);
        }
        return command instanceof Erase erase
                ? List.of(new Forget(erase.model(), erase.fact(), erase.at().isAfter(now) ? now : erase.at(), position))
                : List.of();
    }
}
