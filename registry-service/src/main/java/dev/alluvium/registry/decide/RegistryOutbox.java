package dev.alluvium.registry.decide;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.RoundRequeued;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages that others must get after a change. They follow from the states before and after, so that no rule can
 * forget one.
 */
public final class RegistryOutbox {
    private RegistryOutbox() {}

    /** What every replica should serve of {@code model}. */
    public static ServingDesired desired(ModelState model, long epoch, Instant at) {
        Canary canary = model.canary();
        PromotionWatch watch = model.watch();
        return new ServingDesired(
                model.model(),
                model.baseOf(model.champion()),
                model.get(model.champion()).deployed(),
                canary == null ? null : model.get(canary.version()).deployed(),
                canary == null ? 0 : canary.plan().share(),
                canary != null ? canary.experiment() : watch == null ? null : watch.watch(),
                epoch,
                model.generation(),
                at,
                canary == null ? null : canary.plan().modeOrSplit());
    }

    static Optional<ServingDesired> desired(
            RegistryState before, RegistryState after, String name, long epoch, Instant at) {
        long known = before.model(name).map(ModelState::generation).orElse(0L);
        return after.model(name).filter(model -> model.generation() > known).map(model -> desired(model, epoch, at));
    }

    static List<ControlCommand> control(
            RegistryState before, RegistryState after, String name, List<RegistryEvent> events) {
        List<ControlCommand> control = new ArrayList<>();
        after.model(name)
                .ifPresent(model -> model.rounds().values().stream()
                        .filter(round -> round.generation() > generation(before, name, round.round()))
                        .map(round -> decided(model, round, events.get(0).at()))
                        .forEach(control::add));
        for (RegistryEvent event : events) {
            if (event.change() instanceof RoundRequeued it) {
                control.add(new ControlCommand.Requeue(name, it.round(), event.id(), it.except(), event.at()));
            }
        }
        return control;
    }

    private static long generation(RegistryState state, String model, String round) {
        return state.model(model).map(it -> it.round(round).generation()).orElse(0L);
    }

    private static RoundDecided decided(ModelState model, RoundState round, Instant at) {
        RoundDecided.Outcome outcome =
                round.stage() == RoundState.Stage.LIVE ? RoundDecided.Outcome.LIVE : RoundDecided.Outcome.REFUSED;
        return new RoundDecided(model.model(), round.round(), round.generation(), outcome, round.version(), at);
    }
}
