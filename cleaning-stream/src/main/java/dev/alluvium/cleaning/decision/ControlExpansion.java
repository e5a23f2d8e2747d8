package dev.alluvium.cleaning.decision;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.fact.FactEvent;
import dev.alluvium.cleaning.fact.Forget;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.Dropped;
import dev.alluvium.contracts.control.ControlCommand.Erase;
import dev.alluvium.contracts.control.ControlCommand.Requeue;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.record.RawPosition;
import java.util.List;

/** Expands a command on the control topic into events of facts. */
public final class ControlExpansion {
    private final RoundSource rounds;

    public ControlExpansion(RoundSource rounds) {
        this.rounds = rounds;
    }

    /** The events of the command, each for one fact; none for commands that concern others. */
    public List<? extends FactEvent> expand(ControlCommand command, RawPosition position) {
        if (command instanceof RoundDecided verdict) {
            return VerdictExpansion.of(verdict, rounds.manifest(verdict.model(), verdict.round()));
        }
        if (command instanceof Requeue requeue) {
            return rounds.records(rounds.manifest(requeue.model(), requeue.round())).stream()
                    .filter(requeue::offers)
                    .map(record -> new Candidate(record.requeuedFrom(requeue.round()), true))
                    .toList();
        }
        if (command instanceof Dropped dropped) {
            return VerdictExpansion.departures(dropped);
        }
        return command instanceof Erase erase
                ? List.of(new Forget(erase.model(), erase.fact(), erase.at(), position))
                : List.of();
    }
}
