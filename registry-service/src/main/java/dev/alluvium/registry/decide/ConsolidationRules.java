package dev.alluvium.registry.decide;

import dev.alluvium.contracts.registry.Consolidation;
import dev.alluvium.contracts.registry.RegistryEvent.ConsolidationOrdered;
import dev.alluvium.contracts.registry.RegistryEvent.TrainingCancelled;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.registry.decide.RegistryCommand.Order;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The rules of consolidation: when an adapter may be rebuilt from the base, how often that is tried, and what a
 * cancellation ends.
 */
final class ConsolidationRules {
    private ConsolidationRules() {}

    static RegistryDecision order(DecisionBuilder builder, String id, Order order) {
        ModelState model = builder.model();
        if (model.champion() == 0) {
            return new Refused(
                    "nothing-to-consolidate",
                    "the champion of " + model.model()
                            + " is version 0, the base itself: there are no facts to rebuild",
                    model.learned()
                            ? "promote a version first, or set the base and the adapter's shape back"
                            : "train a round first");
        }
        if (model.paused()) {
            return new Refused(
                    "paused",
                    "training of " + model.model() + " was cancelled",
                    "run alluvium resume " + model.model() + " first");
        }
        if (model.consolidation() != null) {
            return new Nothing("a consolidation of " + model.model() + " is ordered already");
        }
        return builder.add(new ConsolidationOrdered(id), order.reason()).accept();
    }

    static RegistryDecision cancel(DecisionBuilder builder, Order order) {
        return builder.model().paused()
                ? new Nothing("training of " + builder.model().model() + " is cancelled already")
                : builder.add(new TrainingCancelled(), order.reason()).accept();
    }

    /** Whether a rebuild answers the order that stands; any other comes too late. */
    static boolean ordered(ModelState model, Rebuild rebuild) {
        Consolidation standing = model.consolidation();
        return standing != null && standing.answeredBy(rebuild);
    }

    /** Whether one more attempt without a verdict is the last. */
    static boolean exhausted(ModelState model, @Nullable Rebuild rebuild, RegistrySettings settings) {
        Consolidation standing = model.consolidation();
        return standing != null && standing.answeredBy(rebuild) && standing.attempts() + 1 >= settings.maxAttempts();
    }
}
