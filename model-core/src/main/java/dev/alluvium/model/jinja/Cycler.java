package dev.alluvium.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cycler(…)}: gives its values in turn. */
final class Cycler {
    private final List<@Nullable Object> values;
    private int at;

    Cycler(List<@Nullable Object> values) {
        if (values.isEmpty()) {
            throw new JinjaException("cycler wants the values to choose from");
        }
        this.values = values;
    }

    @Nullable Object get(String name) {
        return switch (name) {
            case "current" -> values.get(at);
            case "reset" ->
                (Function) arguments -> {
                    at = 0;
                    return null;
                };
            case "next" -> (Function) arguments -> next();
            default -> new Undefined(name);
        };
    }

    private @Nullable Object next() {
        Object value = values.get(at);
        at = (at + 1) % values.size();
        return value;
    }
}
