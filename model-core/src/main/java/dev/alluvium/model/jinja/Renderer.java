package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the nodes of a template. */
final class Renderer {
    private static final int DEEPEST_CALL = 50;

    private final Budget budget;
    private final Operators operators;
    private final Evaluator evaluator;
    private StringBuilder out = new StringBuilder();
    private int calls;

    /** How a body ended. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    Renderer(Budget budget) {
        this.budget = budget;
        this.operators = new Operators(budget);
        this.evaluator = new Evaluator(budget, operators);
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
            assign(it, scope, scope);
        } else if (node instanceof Node.Capture it) {
            Object text = filtered(it.line(), it.filtered(), it.body(), scope);
            located(it.line(), () -> set(it.target(), text, scope));
        } else if (node instanceof Node.Filtered it) {
            append(Python.text(filtered(it.line(), it.filtered(), it.body(), scope)));
        } else if (node instanceof Node.With it) {
            Scope inner = scope.inner();
            it.assignments().forEach(each -> assign(each, scope, inner));
            return write(it.body(), inner);
        } else if (node instanceof Node.Macro it) {
            scope.set(it.signature().name(), macro(it.line(), it.signature(), it.body(), scope));
        } else if (node instanceof Node.CallBlock it) {
            Function caller = macro(it.line(), it.signature(), it.body(), scope);
            append(Python.text(at(it.line(), () -> evaluator.call(it.call(), scope, caller))));
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
        loop(loop, at(loop.line(), () -> evaluator.value(loop.items(), scope)), scope, 0);
    }

    private void loop(Node.For loop, @Nullable Object all, Scope scope, int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        Expression test = loop.test();
        located(loop.line(), () -> {
            for (Object item : Iteration.items(all, budget)) {
                Scope tried = scope.inner();
                set(loop.target(), item, tried);
                if (test == null || evaluator.truth(test, tried)) {
                    items.add(item);
                }
            }
        });
        if (items.isEmpty()) {
            write(loop.otherwise(), scope.inner());
        }
        Function again = loop.recursive() ? arguments -> nested(loop, arguments, scope, depth + 1) : null;
        LoopVariable.Run run = new LoopVariable.Run(items, depth, again, operators);
        for (int i = 0; i < items.size(); i++) {
            Scope inner = scope.inner();
            inner.set("loop", new LoopVariable(run, i));
            set(loop.target(), items.get(i), inner);
            if (write(loop.body(), inner) == Flow.BREAK) {
                break;
            }
        }
    }

    private String nested(Node.For loop, Arguments arguments, Scope scope, int depth) {
        return called(loop.line(), () -> loop(loop, arguments.get(0, "iterable"), scope, depth));
    }

    private void assign(Node.Set set, Scope scope, Scope into) {
        located(set.line(), () -> set(set.target(), evaluator.value(set.value(), scope), into));
    }

    private void set(Target target, @Nullable Object value, Scope scope) {
        if (target instanceof Target.Name it) {
            scope.set(it.name(), value);
        } else if (target instanceof Target.Member it) {
            if (!(scope.get(it.object()) instanceof Namespace namespace)) {
                throw new JinjaException(it.object() + " is no namespace: its attributes cannot be set");
            }
            namespace.set(it.name(), value);
        } else if (target instanceof Target.Several it) {
            List<@Nullable Object> items = Iteration.items(value, budget);
            if (items.size() != it.targets().size()) {
                throw new JinjaException("cannot take " + Python.shown(value) + " apart into "
                        + it.targets().size() + " values");
            }
            for (int i = 0; i < items.size(); i++) {
                set(it.targets().get(i), items.get(i), scope);
            }
        }
    }

    private Function macro(int line, Signature signature, List<Node> body, Scope scope) {
        return arguments -> called(line, () -> {
            Scope inner = scope.inner();
            signature.bind(arguments, inner, evaluator);
            write(body, inner);
        });
    }

    /** What a macro or a loop that calls itself writes. */
    private String called(int line, Runnable body) {
        if (++calls > DEEPEST_CALL) {
            throw JinjaException.at(line, "macros or loops call each other deeper than " + DEEPEST_CALL);
        }
        String text = captured(body);
        calls--;
        return text;
    }

    private @Nullable Object filtered(int line, Expression filtered, List<Node> body, Scope scope) {
        Scope inner = scope.inner();
        String text = captured(() -> write(body, inner));
        Scope around = scope.inner();
        around.set(Node.BODY.name(), text);
        return at(line, () -> evaluator.value(filtered, around));
    }

    private String captured(Runnable body) {
        StringBuilder outer = out;
        out = new StringBuilder();
        body.run();
        String text = out.toString();
        out = outer;
        return text;
    }

    /** As {@link #at}, of what gives no value. */
    private static void located(int line, Runnable step) {
        at(line, () -> {
            step.run();
            return null;
        });
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
