package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template. */
sealed interface Node {
    record Text(String text) implements Node {}

    record Output(int line, Expression value) implements Node {}

    record If(int line, Expression test, List<Node> then, List<Node> otherwise) implements Node {}

    /** {@code for names in items if test}. */
    record For(
            int line,
            List<String> names,
            Expression items,
            @Nullable Expression test,
            List<Node> body,
            List<Node> otherwise)
            implements Node {}

    /** {@code set names = value}. */
    record Set(int line, List<String> names, Expression value) implements Node {}

    /** {@code set object.name = value}. */
    record SetAttribute(int line, String object, String name, Expression value) implements Node {}

    /** {@code set name} up to {@code endset}. */
    record Capture(int line, String name, List<Node> body) implements Node {}

    record Macro(int line, String name, Map<String, Expression> parameters, List<Node> body) implements Node {}

    /** What is written in place, as {@code generation} blocks are. */
    record Group(List<Node> body) implements Node {}

    record Break() implements Node {}

    record Continue() implements Node {}
}
