package dev.alluvium.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop} inside a loop. */
record LoopVariable(Run run, int index) {
    /** One run of a loop: its items, how deep it calls itself, and how it does, null if it may not. */
    static final class Run {
        private final List<@Nullable Object> items;
        private final int depth;
        private final @Nullable Function again;
        private final Operators operators;
        private @Nullable List<@Nullable Object> last;

        Run(List<@Nullable Object> items, int depth, @Nullable Function again, Operators operators) {
            this.items = items;
            this.depth = depth;
            this.again = again;
            this.operators = operators;
        }

        private boolean changed(List<@Nullable Object> values) {
            boolean changed = last == null || !operators.same(last, values);
            last = values;
            return changed;
        }
    }

    @Nullable Object get(String name) {
        int size = run.items.size();
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> size - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "depth" -> run.depth + 1L;
            case "depth0" -> (long) run.depth;
            case "previtem" -> index == 0 ? new Undefined(name) : run.items.get(index - 1);
            case "nextitem" -> index == size - 1 ? new Undefined(name) : run.items.get(index + 1);
            case "cycle" -> (Function) this::cycle;
            case "changed" -> (Function) arguments -> run.changed(arguments.positional());
            default -> new Undefined(name);
        };
    }

    private @Nullable Object cycle(Arguments arguments) {
        List<@Nullable Object> values = arguments.positional();
        if (values.isEmpty()) {
            throw new JinjaException("cycle wants the values to choose from");
        }
        return values.get(index % values.size());
    }

    /** Runs the loop with other items, as a recursive loop may. */
    @Nullable Object again(Arguments arguments) {
        if (run.again == null) {
            throw new JinjaException("only a loop that is marked as recursive can call itself");
        }
        return run.again.call(arguments);
    }

    @Override
    public String toString() {
        return "<LoopContext " + (index + 1) + "/" + run.items.size() + ">";
    }
}
