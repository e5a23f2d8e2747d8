package dev.alluvium.registry.decide;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.registry.RegistryEvent.VersionHeld;
import dev.alluvium.contracts.registry.RegistryEvent.VersionRejected;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.RegistryCommand.Concluded;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import org.jspecify.annotations.Nullable;

/** The rules for the end of a live experiment. */
final class CanaryRules {
    private CanaryRules() {}

    static RegistryDecision decide(
            RegistryState state, ModelState model, Concluded command, RegistrySettings settings) {
        ExperimentConcluded end = command.experiment();
        Canary canary = model.canary();
        if (canary == null || !canary.experiment().equals(end.experiment())) {
            return new Nothing("experiment " + end.experiment() + " is over");
        }
        DecisionBuilder builder = new DecisionBuilder(
                settings, state, "concluded/" + end.experiment(), model.model(), RegistryDecider.SELF, command.at());
        builder.endCanary(end.conclusion(), end.reason());
        return follow(builder, canary, end).accept();
    }

    private static DecisionBuilder follow(DecisionBuilder builder, Canary canary, ExperimentConcluded end) {
        Conclusion conclusion = end.conclusion();
        String reason = end.reason();
        if (conclusion.promotes() && !canary.plan().shadows()) {
            return promote(builder, canary, end);
        }
        if (canary.rolledBack()) {
            return builder;
        }
        return conclusion.refuses()
                ? builder.add(new VersionRejected(canary.version()), reason)
                : builder.add(new VersionHeld(canary.version(), reason + "; ends by promote or reject", true), reason);
    }

    private static DecisionBuilder promote(DecisionBuilder builder, Canary canary, ExperimentConcluded end) {
        return canary.automatic() && builder.model().frozen()
                ? builder.add(
                        new VersionHeld(
                                canary.version(),
                                "automatic promotion is frozen; ends by resume, promote or reject",
                                false),
                        end.reason())
                : PromotionWatchRules.start(
                        builder.promote(canary.version(), canary.automatic(), end.reason()), canary, end.baseline());
    }

    /** Why a version cannot be tried on users; null if it can. */
    static @Nullable Refused refused(ModelState model, VersionState version) {
        Canary running = model.canary();
        if (model.drill() != null) {
            return new Refused("drill", "a drill ends by a promotion without --canary", "leave --canary out");
        }
        if (running != null) {
            return new Refused(
                    "canary",
                    "version " + running.version() + " of " + model.model() + " is being tried on users already",
                    "wait for its end, promote it without --canary, or reject it");
        }
        if (model.watch() != null) {
            return PromotionWatchRules.refused(
                    model, "wait for its end, or promote this one without --canary, which ends the watch");
        }
        return besideChampion(model, version.version())
                ? null
                : new Refused("other-base", otherBase(model, version.version()), "leave --canary out");
    }

    /** A replica serves both arms of an experiment on one base. */
    static boolean besideChampion(ModelState model, int version) {
        return model.baseOf(version).equals(model.baseOf(model.champion()));
    }

    static String otherBase(ModelState model, int version) {
        return "version " + version + " is on base " + model.baseOf(version) + ", the champion on "
                + model.baseOf(model.champion()) + ": no replica serves both at once";
    }

    /** An operator refuses an open version, which may be in an experiment. */
    static DecisionBuilder refuse(DecisionBuilder builder, VersionState version, String reason) {
        Canary canary = builder.model().canary();
        if (canary == null || canary.version() != version.version()) {
            return builder.add(new VersionRejected(version.version()), reason);
        }
        builder.endCanary(null, reason);
        return canary.rolledBack() ? builder : builder.add(new VersionRejected(version.version()), reason);
    }
}
