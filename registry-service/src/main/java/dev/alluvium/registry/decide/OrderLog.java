package dev.alluvium.registry.decide;

import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.knowledge.registry.ModelState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of orders, by model and key. What an order changed stands in the registry's log and is known for ever; that
 * one changed nothing is remembered for the last {@value #REMEMBERED} of them.
 */
public final class OrderLog {
    private static final int REMEMBERED = 10_000;

    private final Map<Place, OrderOutcome> logged = new HashMap<>();
    private final Map<Place, OrderOutcome> changedNothing = new LinkedHashMap<>();

    private record Place(String model, String key) {}

    /** Takes an event of the log and the model after it; one that was taken before changes nothing. */
    public synchronized void replay(RegistryEvent event, ModelState after) {
        OrderId.of(event).ifPresent(id -> {
            Place place = new Place(event.model(), id.key());
            OrderOutcome known = logged.get(place);
            if (known == null) {
                logged.put(place, OrderOutcome.done(id, List.of(event), after));
            } else if (known.events().stream().noneMatch(one -> one.id().equals(event.id()))) {
                logged.put(place, known.and(event, after));
            }
        });
    }

    /** Takes the outcome of an order that was just decided. */
    public synchronized void decided(String model, OrderOutcome outcome) {
        Place place = new Place(model, outcome.id().key());
        if (outcome.done()) {
            logged.put(place, outcome);
        } else {
            changedNothing.put(place, outcome);
            if (changedNothing.size() > REMEMBERED) {
                changedNothing.remove(changedNothing.keySet().iterator().next());
            }
        }
    }

    /** What became of the order with this key; empty if nothing is known of it. */
    public synchronized Optional<OrderOutcome> outcome(String model, String key) {
        Place place = new Place(model, key);
        return Optional.ofNullable(logged.getOrDefault(place, changedNothing.get(place)));
    }
}
