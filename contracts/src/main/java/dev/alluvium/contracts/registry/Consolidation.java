package dev.alluvium.contracts.registry;

import dev.alluvium.contracts.training.Rebuild;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild from the base that is ordered and not decided.
 *
 * @param order its name
 * @param attempts runs that ended without a verdict
 */
public record Consolidation(String order, int attempts) {
    /** Whether a rebuild was made because of this order. */
    public boolean answeredBy(@Nullable Rebuild rebuild) {
        return rebuild != null && rebuild.order().equals(order);
    }

    /** The order, after one more run without a verdict. */
    public Consolidation triedAgain() {
        return new Consolidation(order, attempts + 1);
    }
}
