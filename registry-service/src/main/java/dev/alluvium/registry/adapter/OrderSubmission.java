package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.registry.decide.OrderOutcome;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import dev.alluvium.runtime.http.HttpProblem;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Hands orders to the writer and waits for their outcome. An order that the writer does not take in time is withdrawn,
 * so that it has no effect once nobody waits for it any more; one that it has taken can be asked for by its key.
 */
final class OrderSubmission {
    private static final long AGAIN_SECONDS = 1;

    private final RegistryWriter writer;
    private final Duration limit;

    /** Where an order is, for the one who asks. */
    enum State {
        WAITING,
        DECIDING,
        DONE,
        NOTHING_TO_DO,
        REFUSED
    }

    OrderSubmission(RegistryWriter writer, Duration limit) {
        this.writer = writer;
        this.limit = limit;
    }

    /**
     * What becomes of {@code order}, or what became of it if it was sent before.
     *
     * @throws HttpProblem 503 if that is not known in time, 422 if its key was used for another order
     */
    OrderOutcome decide(Ordered order) throws InterruptedException {
        OrderId id = Objects.requireNonNull(order.order().id());
        OrderOutcome outcome = await(order, id);
        if (!outcome.id().content().equals(id.content())) {
            throw new HttpProblem(
                    422,
                    "Key used for another order",
                    "Idempotency-Key " + id.key() + " was sent with another order of " + order.model()
                            + "; use a new key");
        }
        return outcome;
    }

    private OrderOutcome await(Ordered order, OrderId id) throws InterruptedException {
        PendingOrder pending = writer.submit(order);
        try {
            return pending.await(limit.toMillis());
        } catch (ExecutionException | TimeoutException e) {
            String why = e instanceof ExecutionException ? "the registry lost its log" : "the registry is busy";
            boolean withdrawn = writer.withdraw(pending);
            if (!withdrawn || underWay(order.model(), id.key())) {
                throw unknown(order.model(), id.key(), why);
            }
            return writer.outcome(order.model(), id.key()).orElseThrow(() -> withdrawn(order.model(), id.key(), why));
        }
    }

    /** Whether the order, or one with the same key before it, may still change something. */
    private boolean underWay(String model, String key) {
        return writer.waiting(model, key) || writer.inDoubt(model, key);
    }

    /** Where an order is; empty if it changed nothing and never will. */
    Optional<State> state(String model, String key) {
        if (writer.waiting(model, key)) {
            return Optional.of(State.WAITING);
        }
        if (writer.inDoubt(model, key)) {
            return Optional.of(State.DECIDING);
        }
        return writer.outcome(model, key).map(OrderSubmission::state);
    }

    private static State state(OrderOutcome outcome) {
        if (outcome.refused() != null) {
            return State.REFUSED;
        }
        return outcome.done() ? State.DONE : State.NOTHING_TO_DO;
    }

    private static HttpProblem unknown(String model, String key, String why) {
        return new HttpProblem(
                503,
                "Outcome unknown",
                why + ", and order " + key + " may still be committed; alluvium order " + model + " " + key
                        + " tells, and the same order with Idempotency-Key: " + key + " is never executed twice",
                Map.of("order", key, "code", "unknown", HttpProblem.RETRY_AFTER, AGAIN_SECONDS));
    }

    private static HttpProblem withdrawn(String model, String key, String why) {
        return new HttpProblem(
                503,
                "Withdrawn",
                why + ", so that order " + key + " was withdrawn: nothing was done to " + model
                        + ", nor will be; order it again",
                Map.of("order", key, "code", "withdrawn", HttpProblem.RETRY_AFTER, AGAIN_SECONDS));
    }
}
