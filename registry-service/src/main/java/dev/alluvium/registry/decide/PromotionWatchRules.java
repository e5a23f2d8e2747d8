package dev.alluvium.registry.decide;

import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.registry.RegistryEvent.WatchStarted;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.RegistryCommand.Concluded;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The registry's rules for the watch after an experiment's promotion, in which users may still take the version back.
 */
final class PromotionWatchRules {
    private PromotionWatchRules() {}

    /** The champion that an experiment has just promoted is watched, where that is wanted and there is something to compare it with. */
    static DecisionBuilder start(DecisionBuilder builder, Canary canary, @Nullable Baseline baseline) {
        int before = builder.version(canary.version()).parent();
        if (!canary.plan().watches() || baseline == null || baseline.version() != before) {
            return builder;
        }
        String id = Digest.id(builder.model().model(), "watch of", canary.experiment());
        return builder.add(
                new WatchStarted(canary.version(), id, baseline, canary.plan()),
                "compared with version " + baseline.version() + " as it served during experiment "
                        + canary.experiment());
    }

    /** What the end of {@code watch} does, if the message means it as it stands. */
    static RegistryDecision decide(
            RegistryState state, ModelState model, PromotionWatch watch, Concluded command, RegistrySettings settings) {
        ExperimentConcluded end = command.experiment();
        if (end.challenger() != watch.version() || end.generation() != model.generation()) {
            return new Nothing("version " + end.challenger() + " of generation " + end.generation() + " is not what "
                    + model.model() + " serves: version " + watch.version() + " of generation " + model.generation());
        }
        DecisionBuilder builder = new DecisionBuilder(
                settings, state, "concluded/" + end.experiment(), model.model(), RegistryDecider.SELF, command.at());
        builder.endWatch(end.conclusion(), end.reason());
        return end.conclusion().refuses()
                ? RollbackRules.moveBack(
                                builder, watch.version(), watch.baseline().version(), false, end.reason())
                        .accept()
                : builder.releaseHeld("passed during the watch of version " + watch.version())
                        .accept();
    }

    /** Why nothing else can be tried or drilled during a watch; null without one. */
    static @Nullable Refused refused(ModelState model, String remedy) {
        PromotionWatch watch = model.watch();
        return watch == null ? null : new Refused("watch", until(watch), remedy);
    }

    static String until(PromotionWatch watch) {
        return "version " + watch.version() + " is watched until " + watch.endsAt();
    }
}
