package dev.alluvium.serving.openai;

import dev.alluvium.model.text.ChatMessage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A checked request for one answer, of either endpoint.
 *
 * @param user who asks, as the application names its users: experiments are split by it
 * @param logprobs whether the answer carries its tokens' log-probabilities
 */
public record CompletionRequest(
        ModelRef model, Input input, Sampling sampling, Delivery delivery, boolean logprobs, Optional<String> user) {

    /** What is to be answered or continued. */
    public sealed interface Input {}

    /** A conversation whose last word was not the assistant's. */
    public record Conversation(List<ChatMessage> messages) implements Input {
        public Conversation {
            messages = List.copyOf(messages);
        }
    }

    /** A text to be continued. */
    public record Text(String prompt) implements Input {}

    /** The tokens of a text to be continued, as they are. */
    public record Tokens(List<Integer> ids) implements Input {
        public Tokens {
            ids = List.copyOf(ids);
        }
    }

    /**
     * @param maxTokens the most tokens of the answer; empty for the server's default, 0 only with the prompt before it
     * @param temperature 0 (the default: the same question gets the same answer) to 2
     * @param topP share of the probability that is drawn from, above 0
     * @param seed of the draws; empty for a fresh one
     * @param stop at most four texts that end the answer
     * @param likeliest how many of the likeliest tokens are told beside each
     */
    public record Sampling(
            OptionalInt maxTokens,
            double temperature,
            double topP,
            OptionalLong seed,
            List<String> stop,
            int likeliest) {
        public Sampling {
            stop = List.copyOf(stop);
        }
    }

    /**
     * Whole or as a stream, which may end with the usage.
     *
     * @param echo whether the prompt comes before the answer
     */
    public record Delivery(boolean stream, boolean usage, boolean echo) {
        /** The answer alone. */
        public Delivery(boolean stream, boolean usage) {
            this(stream, usage, false);
        }
    }
}
