package dev.alluvium.trainer.run;

import dev.alluvium.contracts.training.PlanChange;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.trainer.plan.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a run has departed from its first plan so far; it travels with each checkpoint.
 *
 * @param machine that trains now
 */
record PlanChanges(NumericsEnvironment machine, List<PlanChange> all) {
    PlanChanges {
        all = List.copyOf(all);
    }

    /** What holds once the attempt is taken up on a machine, with as many threads as the plan says. */
    static PlanChanges of(RunPlan plan, Optional<Checkpoints.Saved> saved, NumericsEnvironment present) {
        NumericsEnvironment planned = Objects.requireNonNull(plan.execution().machine());
        NumericsEnvironment machine = present.with(planned.threads());
        List<PlanChange> all = new ArrayList<>();
        saved.ifPresentOrElse(
                it -> all.addAll(it.changes()),
                () -> Optional.ofNullable(plan.because())
                        .ifPresent(why -> all.add(new PlanChange(plan.attempt(), 0, why))));
        NumericsEnvironment before = saved.map(Checkpoints.Saved::machine).orElse(planned);
        if (!before.equals(machine)) {
            int step = saved.map(it -> it.resume().tally().step()).orElse(0);
            all.add(new PlanChange(plan.attempt(), step, "goes on on " + machine + ", not on " + before));
        }
        return new PlanChanges(machine, all);
    }
}
