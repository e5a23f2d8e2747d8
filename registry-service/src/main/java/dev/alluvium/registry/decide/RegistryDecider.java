package dev.alluvium.registry.decide;

import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.registry.RegistryEvent.ModelDeclared;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.registry.decide.RegistryCommand.Concluded;
import dev.alluvium.registry.decide.RegistryCommand.DeclareModel;
import dev.alluvium.registry.decide.RegistryCommand.Evaluated;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryCommand.TrainingEnded;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import java.util.Optional;

/**
 * The registry's rules in one place: what a message or an order does to the versions of a model.
 *
 * <p>A pure function. A message that was handled before yields {@link Nothing}; an order that breaks a rule is
 * {@link Refused} with a remedy.
 */
public final class RegistryDecider {
    /** The actor of what the registry decides by itself. */
    public static final String SELF = "registry-service";

    private RegistryDecider() {}

    public static RegistryDecision handle(RegistryState state, RegistryCommand command, RegistrySettings settings) {
        Optional<ModelState> model = state.model(command.model());
        if (command instanceof DeclareModel declare) {
            boolean changes = model.isEmpty()
                    || !model.get().learned() && !model.get().base().equals(declare.base());
            return changes ? declare(state, declare, settings) : declaredBefore(model.get(), declare);
        }
        if (command instanceof Ordered ordered) {
            return model.isPresent()
                    ? OrderRules.decide(state, model.get(), ordered, settings)
                    : unknown(state, ordered);
        }
        if (model.isEmpty()) {
            return new Nothing("no model " + command.model() + " is declared");
        }
        if (command instanceof Concluded concluded) {
            PromotionWatch watch = model.get().watch();
            return watch != null && watch.watch().equals(concluded.experiment().experiment())
                    ? PromotionWatchRules.decide(state, model.get(), watch, concluded, settings)
                    : CanaryRules.decide(state, model.get(), concluded, settings);
        }
        return command instanceof TrainingEnded ended
                ? TrainingRules.decide(state, model.get(), ended, settings)
                : EvaluationRules.decide(state, model.get(), (Evaluated) command, settings);
    }

    private static RegistryDecision declare(RegistryState state, DeclareModel declare, RegistrySettings settings) {
        String id =
                "declared/" + declare.model() + (state.model(declare.model()).isEmpty() ? "" : "/" + declare.base());
        return new DecisionBuilder(settings, state, id, declare.model(), SELF, declare.at())
                .add(new ModelDeclared(declare.base()), "named by the configuration")
                .accept();
    }

    private static RegistryDecision declaredBefore(ModelState model, DeclareModel declare) {
        return new Nothing(
                model.baseOf(model.champion()).equals(declare.base())
                        ? "declared before"
                        : "the champion is on base " + model.baseOf(model.champion())
                                + ", which stays; only alluvium consolidate changes it");
    }

    private static RegistryDecision unknown(RegistryState state, Ordered ordered) {
        return new Refused(
                "unknown-model",
                "no model " + ordered.model() + " is declared",
                "the models are " + String.join(", ", state.models().keySet()));
    }
}
