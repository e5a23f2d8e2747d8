package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.registry.OrderId;
import dev.alluvium.registry.decide.OrderOutcome;
import dev.alluvium.registry.decide.RegistryCommand.Ordered;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** An order on its way to the writer. Either the writer takes it, or the caller withdraws it, never both. */
public final class PendingOrder {
    private enum Stage {
        QUEUED,
        TAKEN,
        WITHDRAWN
    }

    private final Ordered order;
    private final OrderId id;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
    private final CompletableFuture<OrderOutcome> outcome = new CompletableFuture<>();

    PendingOrder(Ordered order) {
        this.order = order;
        this.id = Objects.requireNonNull(order.order().id(), "an order that is submitted has an id");
    }

    /**
     * Waits for what becomes of it.
     *
     * @throws ExecutionException if the writer failed
     */
    OrderOutcome await(long millis) throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it is withdrawn: then the writer never executes it. */
    boolean withdraw() {
        return stage.compareAndSet(Stage.QUEUED, Stage.WITHDRAWN) || stage.get() == Stage.WITHDRAWN;
    }

    /** Whether the writer may execute it. */
    boolean take() {
        return stage.compareAndSet(Stage.QUEUED, Stage.TAKEN);
    }

    void complete(OrderOutcome answer) {
        outcome.complete(answer);
    }

    void fail(Throwable why) {
        outcome.completeExceptionally(why);
    }

    Ordered order() {
        return order;
    }

    OrderId id() {
        return id;
    }

    boolean isOf(String model, String key) {
        return order.model().equals(model) && id.key().equals(key);
    }
}
