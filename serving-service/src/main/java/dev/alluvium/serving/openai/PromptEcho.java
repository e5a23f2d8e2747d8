package dev.alluvium.serving.openai;

import dev.alluvium.model.PromptToken;
import java.util.List;

/**
 * How a prompt is repeated before its answer.
 *
 * @param text as it was sent; of tokens their text, without special ones
 * @param tokens as the model read them, with those that its template opens a text with
 */
public record PromptEcho(String text, List<PromptToken> tokens) {
    /** No prompt is told. */
    public static final PromptEcho NONE = new PromptEcho("", List.of());

    public PromptEcho {
        tokens = List.copyOf(tokens);
    }
}
