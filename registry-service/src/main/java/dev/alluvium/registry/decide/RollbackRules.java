package dev.alluvium.registry.decide;

import dev.alluvium.contracts.registry.RegistryEvent.Frozen;
import dev.alluvium.contracts.registry.RegistryEvent.RolledBack;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.registry.decide.RegistryCommand.Rollback;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of rollback: where the champion may move back to, and what goes with it. */
final class RollbackRules {
    private RollbackRules() {}

    static RegistryDecision decide(DecisionBuilder builder, Rollback rollback) {
        ModelState model = builder.model();
        Integer drill = model.drill();
        int champion = model.champion();
        int from = drill == null || rollback.drill() ? champion : drill;
        Integer asked = rollback.to();
        int to = asked != null ? asked : model.get(champion).parent();
        Refused refused = refused(model, rollback, from, to);
        if (refused != null) {
            return refused;
        }
        return moveBack(builder, from, to, rollback.drill(), rollback.order().reason())
                .accept();
    }

    /** The champion moves back, and whatever depends on it goes; in a drill nothing does. */
    static DecisionBuilder moveBack(DecisionBuilder builder, int from, int to, boolean drill, String reason) {
        builder.endCanary(null, "rolled back");
        builder.endWatch(null, "rolled back");
        builder.add(new RolledBack(from, to, drill), reason);
        if (drill) {
            return builder;
        }
        if (!builder.model().frozen()) {
            builder.add(
                    new Frozen(),
                    "rolled back; alluvium resume " + builder.model().model() + " ends it");
        }
        return builder.returnOrphans();
    }

    private static @Nullable Refused refused(ModelState model, Rollback rollback, int from, int to) {
        if (rollback.drill() && model.drill() != null) {
            return new Refused(
                    "drill",
                    "a rollback drill from version " + model.drill() + " is not over",
                    "alluvium promote " + model.model() + "@" + model.drill() + " ends it");
        }
        if (rollback.drill() && model.canary() != null) {
            return new Refused(
                    "canary",
                    "version " + model.canary().version() + " is being tried on users",
                    "drill when it is decided; alluvium status tells when");
        }
        if (rollback.drill() && model.watch() != null) {
            return PromotionWatchRules.refused(model, "drill when that is over");
        }
        if (from == 0 || to < 0 || rollback.to() == null && model.champion() == 0) {
            return new Refused(
                    "below-zero",
                    model.model() + " serves its base: there is no version below 0",
                    "freeze it with alluvium freeze " + model.model() + ", or promote another version");
        }
        List<Integer> below = model.ancestry(from).stream()
                .map(VersionState::version)
                .filter(version -> version != from)
                .toList();
        if (!below.contains(to)) {
            return new Refused(
                    "not-an-ancestor",
                    "version " + to + " is no ancestor of version " + from,
                    "choose one of " + below);
        }
        int nearest = below.get(0);
        return rollback.drill() && to != nearest
                ? new Refused("drill", "a drill goes back one version", "drill to version " + nearest)
                : null;
    }
}
