package dev.alluvium.model;

import dev.alluvium.model.text.TokenDecoder;
import dev.alluvium.model.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Collects the log-probabilities of a prompt's tokens while the prompt is read. */
final class PromptLogprobs {
    private final Tokenizer tokenizer;
    private final TokenDecoder decoder;
    private final List<PromptToken> tokens = new ArrayList<>();

    PromptLogprobs(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.decoder = tokenizer.stream();
    }

    /** The first token, which nothing comes before. */
    void first(long id) {
        add(id, OptionalDouble.empty(), List.of());
    }

    /** The next token. */
    void next(long id, double logprob, List<TokenAlternative> likeliest) {
        add(id, OptionalDouble.of(logprob), likeliest);
    }

    private void add(long id, OptionalDouble logprob, List<TokenAlternative> likeliest) {
        tokens.add(new PromptToken(id, decoder.accept(id), tokenizer.alone(id), logprob, likeliest));
    }

    List<PromptToken> tokens() {
        return tokens;
    }
}
