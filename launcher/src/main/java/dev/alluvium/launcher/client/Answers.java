package dev.alluvium.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Asks through the OpenAI-compatible endpoint, as an application would. */
public final class Answers {
    private final ApiClient api;

    /** An answer and the version that gave it. */
    public record Answer(String text, int version) {}

    public Answers(ApiClient api) {
        this.api = api;
    }

    /** The likeliest answer. */
    public Answer ask(String model, String question, int maxTokens) {
        HttpResponse<byte[]> response = api.exchange(
                "/chat/completions",
                Map.of(
                        "model",
                        model,
                        "temperature",
                        0,
                        "max_tokens",
                        maxTokens,
                        "messages",
                        List.of(Map.of("role", "user", "content", question))));
        JsonNode body = Json.read(response.body(), JsonNode.class);
        String text =
                body.path("choices").path(0).path("message").path("content").asText();
        int version = response.headers()
                .firstValue("x-alluvium-version")
                .map(Integer::parseInt)
                .orElse(-1);
        return new Answer(text.strip(), version);
    }
}
