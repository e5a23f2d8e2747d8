package dev.alluvium.cli;

import java.util.List;
import java.util.function.Function;

/**
 * Commands by name. Reading the options of all of them takes longer than most commands work, so that a class is loaded only
 * where its command is named.
 *
 * @param names in the order of the help
 * @param type the class of a command of this group
 */
public record CommandGroup(List<String> names, Function<String, Class<?>> type) {
    public CommandGroup {
        names = List.copyOf(names);
    }

    /** What {@code type} throws for a name that it does not know: this list and the names are one. */
    public static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(name + ": not in this group");
    }
}
