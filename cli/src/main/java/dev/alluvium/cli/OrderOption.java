package dev.alluvium.cli;

import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --order}: the same order once more. */
final class OrderOption {
    @Option(
            names = "--order",
            paramLabel = "ID",
            description = "Repeat the order with this id: what it did is not done again (default: a new order).")
    @Nullable String id;

    /** The registry, told that its next order has this id. */
    Registry registry(Target target) {
        return new Registry(target.api()).ordering(id);
    }
}
