package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.serving.openai.CompletionRequest.Delivery;
import dev.alluvium.serving.openai.CompletionRequest.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of the chat and the completion endpoint; throws {@link ApiException}, which names the parameter at
 * fault.
 */
public final class CompletionRequestReader {
    private static final int MOST_STOPS = 4;
    private static final int MOST_LIKELIEST = 20;
    private static final int MOST_LIKELIEST_OF_COMPLETIONS = 5;

    private CompletionRequestReader() {}

    /** The body of {@code POST /v1/chat/completions}. */
    public static CompletionRequest chat(byte[] bytes) {
        JsonBody body = JsonBody.parse(bytes);
        ModelRef model = model(body);
        common(body);
        body.unsupported("tools", "", "leave it out");
        body.unsupported("functions", "", "leave it out");
        Optional<Long> likeliest = body.integer("top_logprobs", 0, MOST_LIKELIEST);
        if (likeliest.isPresent() && !body.flag("logprobs")) {
            throw JsonBody.bad("top_logprobs", "is for logprobs=true only");
        }
        Optional<Long> most = body.integer("max_completion_tokens", 1, Integer.MAX_VALUE)
                .or(() -> body.integer("max_tokens", 1, Integer.MAX_VALUE));
        return new CompletionRequest(
                model,
                new CompletionRequest.Conversation(MessagesReader.read(body.get("messages"))),
                sampling(body, most, likeliest),
                delivery(body, false),
                body.flag("logprobs"),
                user(body));
    }

    /** The body of {@code POST /v1/completions}: a request for each of its prompts, in their order. */
    public static List<CompletionRequest> completions(byte[] bytes) {
        JsonBody body = JsonBody.parse(bytes);
        ModelRef model = model(body);
        common(body);
        body.unsupported("suffix", "", "put it into the prompt");
        body.unsupported("best_of", "1", "ask several times with other seeds");
        Optional<Long> logprobs = body.integer("logprobs", 0, MOST_LIKELIEST_OF_COMPLETIONS);
        Delivery delivery = delivery(body, body.flag("echo"));
        Sampling sampling =
                sampling(body, body.integer("max_tokens", delivery.echo() ? 0 : 1, Integer.MAX_VALUE), logprobs);
        Optional<String> user = user(body);
        List<CompletionRequest.Input> prompts = PromptReader.read(body.get("prompt"));
        if (prompts.size() > 1 && delivery.stream()) {
            throw JsonBody.bad("prompt", "must be one with stream=true; send several as several requests");
        }
        return prompts.stream()
                .map(prompt -> new CompletionRequest(model, prompt, sampling, delivery, logprobs.isPresent(), user))
                .toList();
    }

    private static ModelRef model(JsonBody body) {
        return ModelRef.parse(body.requiredText("model", "see GET /v1/models"));
    }

    private static Optional<String> user(JsonBody body) {
        JsonNode user = body.get("user");
        return user == null
                ? Optional.empty()
                : Optional.of(JsonBody.text("user", user)).filter(name -> !name.isBlank());
    }

    private static void common(JsonBody body) {
        body.unsupported("n", "1", "ask several times with other seeds");
        body.number("presence_penalty", -2, 2);
        body.number("frequency_penalty", -2, 2);
        body.unsupported("presence_penalty", number(body, "presence_penalty"), "leave it out");
        body.unsupported("frequency_penalty", number(body, "frequency_penalty"), "leave it out");
        body.unsupported("logit_bias", "", "leave it out");
        JsonNode format = body.get("response_format");
        if (format != null && !format.path("type").asText().equals("text")) {
            throw JsonBody.bad("response_format", "must be {\"type\":\"text\"}");
        }
    }

    /** The field's own text where it is zero, so that a zero in any notation asks for nothing. */
    private static String number(JsonBody body, String name) {
        JsonNode value = body.get(name);
        return value != null && value.doubleValue() == 0 ? value.asText() : "0";
    }

    private static Sampling sampling(JsonBody body, Optional<Long> maxTokens, Optional<Long> likeliest) {
        double topP = body.number("top_p", 0, 1).orElse(1.0);
        if (topP == 0) {
            throw JsonBody.bad("top_p", "must be above 0; use temperature 0 for the likeliest answer");
        }
        return new Sampling(
                maxTokens.map(most -> OptionalInt.of(most.intValue())).orElse(OptionalInt.empty()),
                body.number("temperature", 0, 2).orElse(0.0),
                topP,
                body.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()),
                stop(body.get("stop")),
                likeliest.orElse(0L).intValue());
    }

    private static List<String> stop(@Nullable JsonNode json) {
        List<String> stop = new ArrayList<>();
        if (json != null && json.isArray()) {
            json.forEach(item -> stop.add(JsonBody.text("stop", item)));
        } else if (json != null) {
            stop.add(JsonBody.text("stop", json));
        }
        if (stop.size() > MOST_STOPS || stop.contains("")) {
            throw JsonBody.bad("stop", "must be one to " + MOST_STOPS + " texts, none of them empty");
        }
        return stop;
    }

    private static Delivery delivery(JsonBody body, boolean echo) {
        boolean stream = body.flag("stream");
        JsonNode options = body.get("stream_options");
        if (options != null && !stream) {
            throw JsonBody.bad("stream_options", "is for stream=true only");
        }
        return new Delivery(
                stream, options != null && options.path("include_usage").asBoolean(), echo);
    }
}
