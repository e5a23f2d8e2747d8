package dev.alluvium.model;

import java.util.List;

/**
 * A generated answer.
 *
 * @param text the whole answer, without end marker and stop text
 * @param tokens the tokens made, the end marker left out
 */
public record Generation(String text, List<Token> tokens, FinishReason reason, int promptTokens) {
    public Generation {
        tokens = List.copyOf(tokens);
    }
}
