package dev.alluvium.serving.engine;

import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.openai.CompletionRequest.Conversation;
import dev.alluvium.serving.openai.CompletionRequest.Input;
import dev.alluvium.serving.openai.CompletionRequest.Text;
import dev.alluvium.serving.openai.CompletionRequest.Tokens;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A request as tokens of the base that answers it.
 *
 * @param text of the prompt, as it is told to a client that wants it before the answer
 * @param logprobs whether the answer carries its tokens' log-probabilities
 */
record TokenizedRequest(long[] prompt, String text, GenerationOptions options, boolean logprobs) {

    /** @throws ApiException where prompt and answer do not fit into the model's context, or hold tokens that it lacks */
    static TokenizedRequest of(CompletionRequest ask, PromptSettings base, int defaultMaxTokens) {
        long[] prompt = encode(base, ask.input());
        String text = ask.delivery().echo() ? told(ask.input(), base.tokenizer(), prompt) : "";
        return new TokenizedRequest(
                prompt, text, options(ask, prompt.length, base.context(), defaultMaxTokens), ask.logprobs());
    }

    /** The most tokens that it may come to, prompt and answer. */
    int tokens() {
        return prompt.length + options.maxTokens();
    }

    private static long[] encode(PromptSettings base, Input input) {
        Tokenizer tokenizer = base.tokenizer();
        PromptTemplate template = base.template();
        if (input instanceof Conversation conversation) {
            return template.prompt(tokenizer, conversation.messages());
        }
        if (input instanceof Tokens tokens) {
            return known(tokens.ids(), tokenizer);
        }
        return template.opening(tokenizer, ((Text) input).prompt());
    }

    private static long[] known(List<Integer> ids, Tokenizer tokenizer) {
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i) >= tokenizer.size()) {
                String message = "prompt: token " + ids.get(i) + " at place " + i + " is not one of the model's "
                        + tokenizer.size() + "; use the base's own tokenizer";
                throw ApiError.invalid("prompt", "invalid_value", message).toException();
            }
        }
        return ids.stream().mapToLong(Integer::longValue).toArray();
    }

    private static String told(Input input, Tokenizer tokenizer, long[] prompt) {
        return input instanceof Text text ? text.prompt() : tokenizer.decode(prompt);
    }

    private static GenerationOptions options(
            CompletionRequest ask, int promptTokens, int context, int defaultMaxTokens) {
        String prompt = ask.input() instanceof Conversation ? "messages" : "prompt";
        int room = context - promptTokens;
        int least = ask.sampling().maxTokens().orElse(1) == 0 ? 0 : 1;
        if (room < least) {
            throw tooLong(
                    prompt,
                    "the prompt has " + promptTokens + " tokens and the model takes " + (context - least)
                            + "; shorten the prompt");
        }
        int asked = ask.sampling().maxTokens().orElse(Math.min(room, defaultMaxTokens));
        if (asked > room) {
            throw tooLong(
                    "max_tokens",
                    "max_tokens=" + asked + " and the prompt's " + promptTokens + " tokens are more than the model's "
                            + context + "; ask for at most " + room);
        }
        return new GenerationOptions(
                asked,
                ask.sampling().temperature(),
                ask.sampling().topP(),
                ask.sampling()
                        .seed()
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong()),
                ask.sampling().stop(),
                ask.sampling().likeliest(),
                ask.delivery().echo());
    }

    private static ApiException tooLong(String param, String message) {
        return ApiError.invalid(param, "context_length_exceeded", message).toException();
    }
}
