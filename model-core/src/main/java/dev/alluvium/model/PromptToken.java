package dev.alluvium.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One token of a prompt, as the model would have said it.
 *
 * @param text what it completes, as {@link Token#text()} of an answer's tokens; special tokens complete nothing
 * @param alone what it says by itself, as {@link TokenAlternative#text()}
 * @param logprob its log-probability under the model, given the tokens before it; empty for the first
 * @param likeliest the tokens that were likeliest in its place, the first of them first; none for the first token
 */
public record PromptToken(
        long id, String text, String alone, OptionalDouble logprob, List<TokenAlternative> likeliest) {
    public PromptToken {
        likeliest = List.copyOf(likeliest);
    }
}
