package dev.alluvium.model;

import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Thinking;
import dev.alluvium.model.text.TokenDecoder;
import dev.alluvium.model.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer in the making: its tokens so far, its text, and whether it has ended. */
public final class GenerationRow {
    private final int row;
    private final int promptTokens;
    private final GenerationOptions options;
    private final Set<Long> ends;
    private final TokenListener listener;
    private final TokenDecoder decoder;
    private final ThinkFilter answer;
    private final StopFilter filter;
    private final Sampler sampler;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final @Nullable PromptLogprobs prompt;
    private final Tokenizer tokenizer;
    private @Nullable Token endMarker;
    private @Nullable FinishReason reason;

    GenerationRow(
            int row,
            int promptTokens,
            GenerationOptions options,
            Set<Long> ends,
            Thinking thinking,
            TokenListener listener,
            Tokenizer tokenizer) {
        this.row = row;
        this.promptTokens = promptTokens;
        this.options = options;
        this.ends = ends;
        this.listener = listener;
        this.tokenizer = tokenizer;
        this.decoder = tokenizer.stream();
        this.answer = new ThinkFilter(thinking);
        this.filter = new StopFilter(options.stop());
        this.prompt = options.prompt() ? new PromptLogprobs(tokenizer) : null;
        this.sampler = new Sampler(options.temperature(), options.topP(), options.seed() + row);
    }

    /** An answer whose tokens another decoder makes, say a server's; {@code listener} hears of them as row 0. */
    public static GenerationRow followed(
            Tokenizer tokenizer,
            PromptTemplate template,
            int promptTokens,
            GenerationOptions options,
            TokenListener listener) {
        return new GenerationRow(
                0, promptTokens, options, template.ends(tokenizer), template.thinking(), listener, tokenizer);
    }

    /** Whether no token follows. */
    public boolean ended() {
        return reason != null;
    }

    /** Whether its tokens are drawn from the logits, not the likeliest taken. */
    boolean draws() {
        return options.temperature() > 0;
    }

    /** How many of the likeliest tokens it wants to know. */
    int likeliest() {
        return options.likeliest();
    }

    /** Where its prompt's tokens are told, or null. */
    @Nullable PromptLogprobs prompt() {
        return prompt;
    }

    /** The prompt is read. */
    void promptRead() {
        if (prompt != null) {
            listener.onPrompt(row, List.copyOf(prompt.tokens()));
        }
        if (options.maxTokens() == 0) {
            end(FinishReason.LENGTH);
        }
    }

    /** Draws the next token from its logits. */
    void draw(float[] logits, List<TokenAlternative> likeliest) {
        int token = sampler.draw(logits, 0, logits.length);
        accept(token, Sampler.logprob(logits, 0, logits.length, token), likeliest);
    }

    /** Takes the next token; without effect on a row that has ended. */
    public void accept(long id, double logprob, List<TokenAlternative> likeliest) {
        if (ended()) {
            return;
        }
        if (ends.contains(id)) {
            endMarker = new Token(id, tokenizer.alone(id), logprob, likeliest);
            end(FinishReason.STOP);
            return;
        }
        Token token = new Token(id, filter.accept(answer.accept(decoder.accept(id))), logprob, likeliest);
        tokens.add(token);
        text.append(token.text());
        if (!listener.onToken(row, token)) {
            end(FinishReason.CANCELLED);
        } else if (filter.stopped()) {
            end(FinishReason.STOP);
        } else if (tokens.size() == options.maxTokens()) {
            end(FinishReason.LENGTH);
        }
    }

    /** The token to feed next. */
    long last() {
        return tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).id();
    }

    /** The answer so far; the whole one once it has ended. */
    public Generation result() {
        return new Generation(
                text.toString(), tokens, reason == null ? FinishReason.LENGTH : reason, promptTokens, endMarker);
    }

    /** No token follows, at the most tokens or by the model's own word; without effect on a row that has ended. */
    public void end(boolean atMost) {
        if (!ended()) {
            end(atMost ? FinishReason.LENGTH : FinishReason.STOP);
        }
    }

    private void end(FinishReason why) {
        String rest = "";
        if (!filter.stopped()) {
            rest = filter.accept(answer.accept(decoder.end()) + answer.end());
            rest = filter.stopped() ? rest : rest + filter.end();
        }
        text.append(rest);
        FinishReason found = filter.stopped() && why == FinishReason.LENGTH ? FinishReason.STOP : why;
        reason = found;
        listener.onEnd(row, rest, found);
    }
}
