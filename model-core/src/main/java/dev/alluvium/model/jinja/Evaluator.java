package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions. */
final class Evaluator {
    private final Budget budget;
    private final Operators operators;
    private final JinjaTests tests;
    private final Filters filters;

    Evaluator(Budget budget, Operators operators) {
        this.budget = budget;
        this.operators = operators;
        this.tests = new JinjaTests(operators);
        this.filters = new Filters(budget, operators, tests);
    }

    boolean truth(Expression expression, Scope scope) {
        return Python.truth(value(expression, scope));
    }

    @Nullable Object value(Expression expression, Scope scope) {
        budget.step();
        if (expression instanceof Expression.Literal it) {
            return it.value();
        } else if (expression instanceof Expression.Name it) {
            return scope.get(it.name());
        } else if (expression instanceof Expression.Attribute it) {
            return Members.attribute(value(it.of(), scope), it.name(), budget);
        } else if (expression instanceof Expression.Item it) {
            return Members.item(value(it.of(), scope), value(it.key(), scope), budget);
        } else if (expression instanceof Expression.Slice it) {
            Object of = value(it.of(), scope);
            budget.read(of);
            return Members.slice(of, bound(it.from(), scope), bound(it.to(), scope), bound(it.step(), scope));
        } else if (expression instanceof Expression.ListOf it) {
            return list(it.items(), scope);
        } else if (expression instanceof Expression.TupleOf it) {
            return Tuple.of(list(it.items(), scope));
        } else if (expression instanceof Expression.DictOf it) {
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            it.entries()
                    .forEach(entry -> entries.put(Python.key(value(entry.key(), scope)), value(entry.value(), scope)));
            return entries;
        } else if (expression instanceof Expression.Call it) {
            return call(it, scope);
        } else if (expression instanceof Expression.Filter it) {
            return filters.apply(it.name(), value(it.of(), scope), arguments(it.arguments(), scope));
        }
        return operation(expression, scope);
    }

    private @Nullable Object operation(Expression expression, Scope scope) {
        if (expression instanceof Expression.Test it) {
            return tests.holds(it.name(), value(it.of(), scope), arguments(it.arguments(), scope));
        } else if (expression instanceof Expression.Not it) {
            return !truth(it.of(), scope);
        } else if (expression instanceof Expression.Signed it) {
            return Arithmetic.signed(value(it.of(), scope), it.negative());
        } else if (expression instanceof Expression.Both it) {
            Object left = value(it.left(), scope);
            return Python.truth(left) ? value(it.right(), scope) : left;
        } else if (expression instanceof Expression.Either it) {
            Object left = value(it.left(), scope);
            return Python.truth(left) ? left : value(it.right(), scope);
        } else if (expression instanceof Expression.Binary it) {
            return operators.binary(it.operator(), value(it.left(), scope), value(it.right(), scope));
        } else if (expression instanceof Expression.Conditional it) {
            Expression otherwise = it.otherwise();
            return truth(it.test(), scope)
                    ? value(it.then(), scope)
                    : otherwise == null ? new Undefined("else") : value(otherwise, scope);
        }
        return comparison((Expression.Comparison) expression, scope);
    }

    private boolean comparison(Expression.Comparison comparison, Scope scope) {
        Object left = value(comparison.left(), scope);
        for (Expression.Operand operand : comparison.operands()) {
            Object right = value(operand.right(), scope);
            if (!operators.compare(operand.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private @Nullable Object call(Expression.Call call, Scope scope) {
        return called(value(call.callee(), scope), arguments(call.arguments(), scope));
    }

    /** Calls a macro with the body of a call block. */
    @Nullable Object call(Expression.Call call, Scope scope, Function caller) {
        Object callee = value(call.callee(), scope);
        Arguments arguments = arguments(call.arguments(), scope);
        Map<String, @Nullable Object> named = new LinkedHashMap<>(arguments.named());
        named.put("caller", caller);
        return called(callee, new Arguments(arguments.positional(), named));
    }

    private static @Nullable Object called(@Nullable Object callee, Arguments arguments) {
        if (callee instanceof Function function) {
            return function.call(arguments);
        } else if (callee instanceof LoopVariable loop) {
            return loop.again(arguments);
        }
        Operators.defined(callee);
        throw new JinjaException(Python.shown(callee) + " cannot be called");
    }

    private Arguments arguments(Expression.Arguments arguments, Scope scope) {
        List<@Nullable Object> positional = list(arguments.positional(), scope);
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        arguments.named().forEach((name, value) -> named.put(name, value(value, scope)));
        Expression more = arguments.more();
        if (more != null) {
            positional.addAll(Iteration.items(value(more, scope), budget));
        }
        Expression moreNamed = arguments.moreNamed();
        if (moreNamed != null) {
            if (!(value(moreNamed, scope) instanceof Map<?, ?> entries)) {
                throw new JinjaException("behind ** must stand a dictionary");
            }
            budget.list(entries.size());
            entries.forEach((name, value) -> add(named, Python.text(name), value));
        }
        return new Arguments(positional, named);
    }

    private static void add(Map<String, @Nullable Object> named, String name, @Nullable Object value) {
        if (named.containsKey(name)) {
            throw new JinjaException("the argument " + name + " is given twice");
        }
        named.put(name, value);
    }

    private List<@Nullable Object> list(List<Expression> expressions, Scope scope) {
        List<@Nullable Object> values = new ArrayList<>();
        expressions.forEach(each -> values.add(value(each, scope)));
        return values;
    }

    private @Nullable Long bound(@Nullable Expression expression, Scope scope) {
        Object value = expression == null ? null : value(expression, scope);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        throw new JinjaException("a slice wants numbers, not " + Python.shown(value));
    }
}
