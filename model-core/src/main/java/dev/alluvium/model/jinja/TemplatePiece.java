package dev.alluvium.model.jinja;

import java.util.List;

/** A piece of a template's source, with white space already trimmed. */
sealed interface TemplatePiece {
    /** Text that is copied. */
    record Text(String text) implements TemplatePiece {}

    /** {@code {{ … }}}. */
    record Output(int line, List<Token> tokens) implements TemplatePiece {}

    /** {@code {% … %}}. */
    record Block(int line, List<Token> tokens) implements TemplatePiece {}
}
