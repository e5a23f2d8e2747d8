package dev.alluvium.trainer.plan;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.training.Rebuild;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run to make.
 *
 * @param parent the champion
 * @param parentAdapter null for version 0 and for a rebuild
 * @param rebuild set for a consolidation, which trains all current facts from the base
 * @param rounds all READY rounds, in order; none for a rebuild
 * @param ancestry rounds of the parent's ancestry, oldest first
 * @param retry grows with every run over one of the rounds that ended without a verdict
 */
public record NextRun(
        String model,
        String run,
        int parent,
        @Nullable ArtifactRef parentAdapter,
        @Nullable Rebuild rebuild,
        List<String> rounds,
        List<String> ancestry,
        int retry) {
    public NextRun {
        rounds = List.copyOf(rounds);
        ancestry = List.copyOf(ancestry);
    }

    /** The run that a plan is for. */
    public static NextRun of(RunPlan plan) {
        PlanInputs inputs = plan.inputs();
        return new NextRun(
                plan.model(),
                plan.run(),
                inputs.parent(),
                inputs.parentAdapter(),
                inputs.rebuild(),
                inputs.roundNames(),
                inputs.ancestryNames(),
                plan.retry());
    }
}
