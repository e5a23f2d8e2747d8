package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the nodes of a template. */
final class Renderer {
    private static final int DEEPEST_CALL = 50;

    private final Budget budget;
    private final Evaluator evaluator;
    private StringBuilder out = new StringBuilder();
    private int loops;
    private int calls;

    /** How a body ended. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    Renderer(Budget budget) {
        this.budget = budget;
        this.evaluator = new Evaluator(budget);
    }

    String render(List<Node> nodes, Scope scope) {
        write(nodes, scope);
        return out.toString();
    }

    private Flow write(List<Node> nodes, Scope scope) {
        for (Node node : nodes) {
            budget.step();
            Flow flow = write(node, scope);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow write(Node node, Scope scope) {
        if (node instanceof Node.Text it) {
            append(it.text());
        } else if (node instanceof Node.Output it) {
            append(Python.text(at(it.line(), () -> evaluator.value(it.value(), scope))));
        } else if (node instanceof Node.If it) {
            boolean holds = Python.truth(at(it.line(), () -> evaluator.value(it.test(), scope)));
            return write(holds ? it.then() : it.otherwise(), scope);
        } else if (node instanceof Node.For it) {
            loop(it, scope);
        } else if (node instanceof Node.Set it) {
            set(it.names(), at(it.line(), () -> evaluator.value(it.value(), scope)), scope);
        } else if (node instanceof Node.SetAttribute it) {
            setAttribute(it, scope);
        } else if (node instanceof Node.Capture it) {
            scope.set(it.name(), captured(it.body(), scope.inner()));
        } else if (node instanceof Node.Macro it) {
            scope.set(it.name(), (Function) arguments -> macro(it, arguments, scope));
        } else if (node instanceof Node.Group it) {
            return write(it.body(), scope.inner());
        } else {
            return node instanceof Node.Break ? Flow.BREAK : Flow.CONTINUE;
        }
        return Flow.ON;
    }

    private void append(String text) {
        budget.text((long) out.length() + text.length());
        out.append(text);
    }

    private void loop(Node.For loop, Scope scope) {
        List<@Nullable Object> items = new ArrayList<>();
        Object all = at(loop.line(), () -> evaluator.value(loop.items(), scope));
        Expression test = loop.test();
        for (Object item : Iteration.items(all, budget)) {
            Scope tried = scope.inner();
            set(loop.names(), item, tried);
            if (test == null || evaluator.truth(test, tried)) {
                items.add(item);
            }
        }
        if (items.isEmpty()) {
            write(loop.otherwise(), scope);
        }
        loops++;
        for (int i = 0; i < items.size(); i++) {
            Scope inner = scope.inner();
            inner.set("loop", new Loop(items, i, loops - 1));
            set(loop.names(), items.get(i), inner);
            if (write(loop.body(), inner) == Flow.BREAK) {
                break;
            }
        }
        loops--;
    }

    private static void set(List<String> names, @Nullable Object value, Scope scope) {
        if (names.size() == 1) {
            scope.set(names.get(0), value);
        } else if (value instanceof List<?> items && items.size() == names.size()) {
            for (int i = 0; i < names.size(); i++) {
                scope.set(names.get(i), items.get(i));
            }
        } else {
            throw new JinjaException("cannot take " + Python.shown(value) + " apart into " + names);
        }
    }

    private void setAttribute(Node.SetAttribute set, Scope scope) {
        if (!(scope.get(set.object()) instanceof Namespace namespace)) {
            throw JinjaException.at(set.line(), set.object() + " is no namespace: its attributes cannot be set");
        }
        namespace.set(set.name(), at(set.line(), () -> evaluator.value(set.value(), scope)));
    }

    private String macro(Node.Macro macro, Arguments arguments, Scope scope) {
        if (++calls > DEEPEST_CALL) {
            throw JinjaException.at(macro.line(), "macros call each other deeper than " + DEEPEST_CALL);
        }
        Scope inner = scope.inner();
        int position = 0;
        for (Map.Entry<String, Expression> parameter : macro.parameters().entrySet()) {
            String name = parameter.getKey();
            inner.set(
                    name,
                    arguments.has(position, name)
                            ? arguments.get(position, name)
                            : evaluator.value(parameter.getValue(), inner));
            position++;
        }
        String text = captured(macro.body(), inner);
        calls--;
        return text;
    }

    private String captured(List<Node> body, Scope scope) {
        StringBuilder outer = out;
        out = new StringBuilder();
        write(body, scope);
        String text = out.toString();
        out = outer;
        return text;
    }

    /** Names the line of what fails. */
    private static @Nullable Object at(int line, Evaluation evaluation) {
        try {
            return evaluation.value();
        } catch (JinjaException e) {
            if (e.byTemplate() || String.valueOf(e.getMessage()).startsWith("line ")) {
                throw e;
            }
            throw JinjaException.at(line, String.valueOf(e.getMessage()));
        }
    }

    private interface Evaluation {
        @Nullable Object value();
    }
}
