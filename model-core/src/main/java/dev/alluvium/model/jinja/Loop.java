package dev.alluvium.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} at one item. */
record Loop(List<@Nullable Object> items, int index, int depth) {
    @Nullable Object get(String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> items.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> index == 0 ? new Undefined(name) : items.get(index - 1);
            case "nextitem" -> index == items.size() - 1 ? new Undefined(name) : items.get(index + 1);
            case "cycle" ->
                (Function) arguments -> {
                    List<@Nullable Object> values = arguments.positional();
                    return values.get(index % values.size());
                };
            default -> new Undefined(name);
        };
    }
}
