package dev.alluvium.serving.engine;

import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.Ask;
import dev.alluvium.serving.openai.Ask.Conversation;
import dev.alluvium.serving.openai.Ask.Input;
import dev.alluvium.serving.openai.Ask.Text;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A request in the tokens of the base that answers it.
 *
 * @param logprobs whether the answer carries its tokens' log-probabilities
 */
record Prompted(long[] prompt, GenerationOptions options, boolean logprobs) {

    /** @throws ApiException where prompt and answer do not fit into the model's context */
    static Prompted of(Ask ask, Prompting base, int defaultMaxTokens) {
        long[] prompt = encode(base, ask.input());
        return new Prompted(prompt, options(ask, prompt.length, base.context(), defaultMaxTokens), ask.logprobs());
    }

    /** The most tokens that it may come to, prompt and answer. */
    int tokens() {
        return prompt.length + options.maxTokens();
    }

    private static long[] encode(Prompting base, Input input) {
        Tokenizer tokenizer = base.tokenizer();
        PromptTemplate template = base.template();
        if (input instanceof Conversation conversation) {
            return template.prompt(tokenizer, conversation.messages());
        }
        return template.opening(tokenizer, ((Text) input).prompt());
    }

    private static GenerationOptions options(Ask ask, int promptTokens, int context, int defaultMaxTokens) {
        String prompt = ask.input() instanceof Text ? "prompt" : "messages";
        int room = context - promptTokens;
        if (room < 1) {
            throw tooLong(
                    prompt,
                    "the prompt has " + promptTokens + " tokens and the model takes " + (context - 1)
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
                ask.sampling().likeliest());
    }

    private static ApiException tooLong(String param, String message) {
        return ApiError.invalid(param, "context_length_exceeded", message).toException();
    }
}
