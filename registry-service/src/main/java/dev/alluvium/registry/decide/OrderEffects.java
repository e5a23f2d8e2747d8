package dev.alluvium.registry.decide;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.VersionRejected;
import dev.alluvium.contracts.registry.RegistryEvent.VersionReturned;
import dev.alluvium.knowledge.registry.ModelState;
import java.util.List;

/** Says in words what an order's events mean for the records of a version, for the operator who gave the order. */
final class OrderEffects {
    private OrderEffects() {}

    static String of(List<RegistryEvent> events, ModelState after) {
        for (RegistryEvent event : events) {
            if (event.change() instanceof VersionRejected it) {
                return rejected(after, after.get(it.version()).rounds());
            }
            if (event.change() instanceof VersionReturned it && it.postponed()) {
                return postponed(after, after.get(it.version()).rounds());
            }
        }
        return "committed";
    }

    private static String rejected(ModelState model, List<String> rounds) {
        return rounds.isEmpty()
                ? "committed; the version had no round of its own"
                : named(rounds) + " in quarantine: equal content is refused (refused-content) until alluvium requeue "
                        + model.model() + " " + rounds.get(0);
    }

    private static String postponed(ModelState model, List<String> rounds) {
        return rounds.isEmpty()
                ? "committed; the version had no round of its own"
                : named(rounds) + " ready, nothing is banned: trains with the next round, or now by alluvium resume "
                        + model.model();
    }

    private static String named(List<String> rounds) {
        return String.join(", ", rounds) + (rounds.size() == 1 ? " is" : " are");
    }
}
