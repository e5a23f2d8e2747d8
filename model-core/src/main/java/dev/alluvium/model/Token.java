package dev.alluvium.model;

import java.util.List;

/**
 * One generated token.
 *
 * @param text what it completes; empty while a character or a possible stop text is unfinished
 * @param logprob its log-probability under the model, before temperature
 * @param likeliest the tokens that were likeliest in its place, the first of them first; as many as were asked for
 */
public record Token(long id, String text, double logprob, List<TokenAlternative> likeliest) {
    public Token {
        likeliest = List.copyOf(likeliest);
    }

    /** A token of whose alternatives nothing is known. */
    public Token(long id, String text, double logprob) {
        this(id, text, logprob, List.of());
    }
}
