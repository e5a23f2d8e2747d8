package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression as parsed. */
sealed interface Expression {
    record Literal(@Nullable Object value) implements Expression {}

    record Name(String name) implements Expression {}

    record ListOf(List<Expression> items) implements Expression {}

    record TupleOf(List<Expression> items) implements Expression {}

    record DictOf(List<Entry> entries) implements Expression {}

    record Entry(Expression key, Expression value) {}

    /** {@code of.name}. */
    record Attribute(Expression of, String name) implements Expression {}

    /** {@code of[key]}. */
    record Item(Expression of, Expression key) implements Expression {}

    /** {@code of[from:to:step]}. */
    record Slice(
            Expression of,
            @Nullable Expression from,
            @Nullable Expression to,
            @Nullable Expression step) implements Expression {}

    /** Positional and named arguments, and what stands behind {@code *} and {@code **}. */
    record Arguments(
            List<Expression> positional,
            Map<String, Expression> named,
            @Nullable Expression more,
            @Nullable Expression moreNamed) {
        static final Arguments NONE = new Arguments(List.of(), Map.of(), null, null);
    }

    record Call(Expression callee, Arguments arguments) implements Expression {}

    record Filter(Expression of, String name, Arguments arguments) implements Expression {}

    record Test(Expression of, String name, Arguments arguments) implements Expression {}

    record Not(Expression of) implements Expression {}

    /** {@code -of} and {@code +of}. */
    record Signed(Expression of, boolean negative) implements Expression {}

    record Both(Expression left, Expression right) implements Expression {}

    record Either(Expression left, Expression right) implements Expression {}

    /** {@code + - * / // % ** ~}. */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    /** {@code left < a <= b …}. */
    record Comparison(Expression left, List<Operand> operands) implements Expression {}

    record Operand(String operator, Expression right) {}

    /** {@code then if test else otherwise}. */
    record Conditional(
            Expression then, Expression test, @Nullable Expression otherwise) implements Expression {}
}
