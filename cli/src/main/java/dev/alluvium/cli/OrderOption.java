package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.contracts.registry.OrderId;
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
        if (id != null) {
            check("--order", id);
        }
        return new Registry(target.api()).ordering(id);
    }

    /** Refuses what cannot be the id of any order, before anybody is asked. */
    static void check(String option, String id) {
        if (!OrderId.isKey(id)) {
            throw new CliException(
                    option + "='" + id
                            + "': must have 1 to 128 letters, digits or . _ : -, such as incident-7 or a UUID",
                    2);
        }
    }
}
