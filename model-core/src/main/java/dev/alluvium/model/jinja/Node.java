package dev.alluvium.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template. */
sealed interface Node {
    /** What the filters of a block are applied to; no template can write this name. */
    Expression.Name BODY = new Expression.Name("the text of the block");

    record Text(String text) implements Node {}

    record Output(int line, Expression value) implements Node {}

    record If(int line, Expression test, List<Node> then, List<Node> otherwise) implements Node {}

    /** {@code for target in items if test recursive}. */
    record For(
            int line,
            Target target,
            Expression items,
            @Nullable Expression test,
            boolean recursive,
            List<Node> body,
            List<Node> otherwise)
            implements Node {}

    /** {@code set target = value}. */
    record Set(int line, Target target, Expression value) implements Node {}

    /** {@code set target | filters} up to {@code endset}; the filters stand around {@link #BODY}. */
    record Capture(int line, Target target, Expression filtered, List<Node> body) implements Node {}

    /** {@code filter filters} up to {@code endfilter}; the filters stand around {@link #BODY}. */
    record Filtered(int line, Expression filtered, List<Node> body) implements Node {}

    /** {@code with target = value, …}: the values are those outside of the block. */
    record With(int line, List<Set> assignments, List<Node> body) implements Node {}

    record Macro(int line, Signature signature, List<Node> body) implements Node {}

    /** {@code call(parameters) macro(arguments)}: the body is what the macro calls as {@code caller}. */
    record CallBlock(int line, Signature signature, Expression.Call call, List<Node> body) implements Node {}

    /** What is written in place, as {@code generation} blocks are. */
    record Group(List<Node> body) implements Node {}

    record Break() implements Node {}

    record Continue() implements Node {}
}
