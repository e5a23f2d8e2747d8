package dev.alluvium.model;

import java.util.List;

/** Is told of every token as it is made. */
@FunctionalInterface
public interface TokenListener {
    /** Answers whether to go on with this row; false ends it as cancelled. */
    boolean onToken(int row, Token token);

    /** Hears of the prompt's tokens before any of the answer's, where {@link GenerationOptions#prompt()} asks for them. */
    default void onPrompt(int row, List<PromptToken> tokens) {}

    /** Hears that a row has ended, with the text that was still held back. */
    default void onEnd(int row, String rest, FinishReason reason) {}

    /** One that never cancels. */
    static TokenListener none() {
        return (row, token) -> true;
    }
}
