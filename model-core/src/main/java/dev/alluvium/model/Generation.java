package dev.alluvium.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generated answer.
 *
 * @param text the whole answer, without end marker and stop text
 * @param tokens the tokens made, the end marker left out
 * @param endMarker the token by which the model ended the answer; null where something else did
 */
public record Generation(
        String text,
        List<Token> tokens,
        FinishReason reason,
        int promptTokens,
        @Nullable Token endMarker) {
    public Generation {
        tokens = List.copyOf(tokens);
    }

    /** One of which no end marker is known. */
    public Generation(String text, List<Token> tokens, FinishReason reason, int promptTokens) {
        this(text, tokens, reason, promptTokens, null);
    }
}
