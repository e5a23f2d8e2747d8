package dev.alluvium.trainer.run;

import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.TrainerState;
import java.util.Optional;

/** Chooses the next run: one that was begun and not published comes before a new one. */
public final class RunQueue {
    private final Attempts attempts;

    public RunQueue(Attempts attempts) {
        this.attempts = attempts;
    }

    /** The unfinished run that takes the place of {@code fresh}, or {@code fresh} itself. */
    public NextRun choose(TrainerState state, NextRun fresh) {
        return attempts.unfinished(fresh.model(), run -> over(state, run), run -> replaces(run, fresh))
                .orElse(fresh);
    }

    private static boolean over(TrainerState state, NextRun run) {
        Optional<ModelState> model = state.registry().model(run.model());
        return state.ended().containsKey(run.run())
                || model.filter(known -> known.byRun(run.run()).isPresent()
                                || known.failedRuns().contains(run.run()))
                        .isPresent()
                || !state.wanted(run.model(), run.parent(), run.rounds(), run.rebuild());
    }

    private static boolean replaces(NextRun run, NextRun fresh) {
        return (run.rebuild() == null) == (fresh.rebuild() == null)
                && fresh.rounds().containsAll(run.rounds());
    }
}
