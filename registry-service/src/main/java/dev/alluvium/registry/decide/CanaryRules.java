package dev.alluvium.registry.decide;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.registry.RegistryEvent.VersionHeld;
import dev.alluvium.contracts.registry.RegistryEvent.VersionRejected;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.Decision.Nothing;
import dev.alluvium.registry.decide.Decision.Refused;
import dev.alluvium.registry.decide.RegistryCommand.Concluded;
import org.jspecify.annotations.Nullable;

/** What the end of a live experiment does. */
final class CanaryRules {
    private CanaryRules() {}

    static Decision decide(RegistryState state, ModelState model, Concluded command, RegistrySettings settings) {
        ExperimentConcluded end = command.experiment();
        Canary canary = model.canary();
        if (canary == null || !canary.experiment().equals(end.experiment())) {
            return new Nothing("experiment " + end.experiment() + " is over");
        }
        Draft draft = new Draft(
                settings, state, "concluded/" + end.experiment(), model.model(), RegistryDecider.SELF, command.at());
        draft.endCanary(end.conclusion(), end.reason());
        return follow(draft, canary, end).accept();
    }

    private static Draft follow(Draft draft, Canary canary, ExperimentConcluded end) {
        Conclusion conclusion = end.conclusion();
        String reason = end.reason();
        if (conclusion.promotes() && !canary.plan().shadows()) {
            return promote(draft, canary, end);
        }
        if (canary.rolledBack()) {
            return draft;
        }
        return conclusion.refuses()
                ? draft.add(new VersionRejected(canary.version()), reason)
                : draft.add(new VersionHeld(canary.version(), reason + "; ends by promote or reject", true), reason);
    }

    private static Draft promote(Draft draft, Canary canary, ExperimentConcluded end) {
        return canary.automatic() && draft.model().frozen()
                ? draft.add(
                        new VersionHeld(
                                canary.version(),
                                "automatic promotion is frozen; ends by resume, promote or reject",
                                false),
                        end.reason())
                : PromotionWatchRules.start(
                        draft.promote(canary.version(), canary.automatic(), end.reason()), canary, end.baseline());
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
    static Draft refuse(Draft draft, VersionState version, String reason) {
        Canary canary = draft.model().canary();
        if (canary == null || canary.version() != version.version()) {
            return draft.add(new VersionRejected(version.version()), reason);
        }
        draft.endCanary(null, reason);
        return canary.rolledBack() ? draft : draft.add(new VersionRejected(version.version()), reason);
    }
}
