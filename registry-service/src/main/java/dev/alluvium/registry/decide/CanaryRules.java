package dev.alluvium.registry.decide;

import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.registry.ModelState;
import dev.alluvium.contracts.registry.RegistryEvent.VersionHeld;
import dev.alluvium.contracts.registry.RegistryEvent.VersionRejected;
import dev.alluvium.contracts.registry.RegistryState;
import dev.alluvium.contracts.registry.VersionState;
import dev.alluvium.registry.decide.Decision.Nothing;
import dev.alluvium.registry.decide.RegistryCommand.Concluded;

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
        return follow(draft, canary, end.conclusion(), end.reason()).accept();
    }

    private static Draft follow(Draft draft, Canary canary, Conclusion conclusion, String reason) {
        if (conclusion.promotes()) {
            return promote(draft, canary, reason);
        }
        if (canary.rolledBack()) {
            return draft;
        }
        return conclusion.refuses()
                ? draft.add(new VersionRejected(canary.version()), reason)
                : draft.add(new VersionHeld(canary.version(), reason + "; ends by promote or reject", true), reason);
    }

    private static Draft promote(Draft draft, Canary canary, String reason) {
        return canary.automatic() && draft.model().frozen()
                ? draft.add(
                        new VersionHeld(
                                canary.version(),
                                "automatic promotion is frozen; ends by resume, promote or reject",
                                false),
                        reason)
                : draft.promote(canary.version(), canary.automatic(), reason);
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
