package dev.alluvium.model.jinja;

import java.util.List;

/** What a template's source is made of, white space already trimmed. */
sealed interface Piece {
    /** Text that is copied. */
    record Text(String text) implements Piece {}

    /** {@code {{ … }}}. */
    record Output(int line, List<Token> tokens) implements Piece {}

    /** {@code {% … %}}. */
    record Block(int line, List<Token> tokens) implements Piece {}
}
