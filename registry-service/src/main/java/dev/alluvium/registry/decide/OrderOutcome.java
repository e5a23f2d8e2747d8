package dev.alluvium.registry.decide;

import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.registry.decide.RegistryDecision.Accepted;
import dev.alluvium.registry.decide.RegistryDecision.Nothing;
import dev.alluvium.registry.decide.RegistryDecision.Refused;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an order; a repeat of the order is answered with it.
 *
 * @param refused the rule that it broke, if any
 * @param note what it did, or why there was nothing to do
 * @param events what it changed; none if it changed nothing
 * @param after the model thereafter; null if it was refused
 */
public record OrderOutcome(
        OrderId id,
        @Nullable Refused refused,
        String note,
        List<RegistryEvent> events,
        @Nullable Standing after) {
    /** What an order's answer tells of its model. */
    public record Standing(int champion, boolean frozen, long generation) {
        static Standing of(ModelState model) {
            return new Standing(model.champion(), model.frozen(), model.generation());
        }
    }

    public OrderOutcome {
        events = List.copyOf(events);
    }

    /** What {@code decision}, made on {@code before}, means for the one who ordered. */
    public static OrderOutcome of(OrderId id, Ordered order, RegistryDecision decision, @Nullable ModelState before) {
        if (decision instanceof Refused refused) {
            return new OrderOutcome(id, refused, refused.message(), List.of(), null);
        }
        if (decision instanceof Accepted accepted) {
            return done(id, accepted.events(), accepted.after().get(order.model()));
        }
        return new OrderOutcome(
                id, null, ((Nothing) decision).why(), List.of(), before == null ? null : Standing.of(before));
    }

    /** Of an order that changed something, as the log tells it. */
    static OrderOutcome done(OrderId id, List<RegistryEvent> events, ModelState after) {
        return new OrderOutcome(id, null, OrderEffects.of(events, after), events, Standing.of(after));
    }

    /** After one more event of the same order. */
    OrderOutcome and(RegistryEvent event, ModelState next) {
        List<RegistryEvent> all = new ArrayList<>(events);
        all.add(event);
        return done(id, all, next);
    }

    /** Whether it changed something. */
    public boolean done() {
        return !events.isEmpty();
    }
}
