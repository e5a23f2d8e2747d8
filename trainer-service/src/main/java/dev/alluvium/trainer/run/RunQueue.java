package dev.alluvium.trainer.run;

import dev.alluvium.contracts.registry.ModelState;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.plan.TrainerState;
import java.util.Optional;

/** Which run comes next: one that was begun and not published, before a new one. */
public final class RunQueue {
    private final Attempts attempts;

    public RunQueue(Attempts attempts) {
        this.attempts = attempts;
    }

    /** The unfinished run that takes the place of {@code fresh}, or {@code fresh} itself. */
    public NextRun choose(TrainerState state, NextRun fresh) {
        return attempts.unfinished(state.ended().keySet(), plan -> goesOn(state, fresh, plan))
                .map(RunQueue::again)
                .orElse(fresh);
    }

    private static boolean goesOn(TrainerState state, NextRun fresh, RunPlan plan) {
        Optional<ModelState> model = state.registry().model(plan.model());
        return plan.model().equals(fresh.model())
                && state.wanted(plan.model(), plan.parent(), plan.roundNames(), plan.rebuild())
                && (plan.rebuild() == null) == (fresh.rebuild() == null)
                && fresh.rounds().containsAll(plan.roundNames())
                && model.filter(known -> known.byRun(plan.run()).isEmpty()
                                && !known.failedRuns().contains(plan.run()))
                        .isPresent();
    }

    private static NextRun again(RunPlan plan) {
        return new NextRun(
                plan.model(),
                plan.run(),
                plan.parent(),
                plan.parentAdapter(),
                plan.rebuild(),
                plan.roundNames(),
                plan.ancestry().stream().map(RunPlan.PlannedRound::round).toList(),
                plan.retry());
    }
}
