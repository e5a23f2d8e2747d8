package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks through the OpenAI-compatible endpoint, as an application would. */
public final class ChatClient {
    private final ApiClient api;

    /**
     * An answer and the version that gave it.
     *
     * @param id of the request
     * @param model as the answer names it, with its version
     */
    public record Answer(String text, int version, String id, String model) {}

    public ChatClient(ApiClient api) {
        this.api = api;
    }

    /** The likeliest answer. */
    public Answer ask(String model, String question, int maxTokens) {
        return ask(model, question, maxTokens, Map.of());
    }

    /** The likeliest answer to one user of an application. */
    public Answer askAs(String user, String model, String question, int maxTokens) {
        return ask(model, question, maxTokens, Map.of("user", user));
    }

    private Answer ask(String model, String question, int maxTokens, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("model", model);
        body.put("temperature", 0);
        body.put("max_tokens", maxTokens);
        body.put("messages", List.of(Map.of("role", "user", "content", question)));
        HttpResponse<byte[]> response = api.exchange("/chat/completions", body);
        JsonNode json = Json.read(response.body(), JsonNode.class);
        String text =
                json.path("choices").path(0).path("message").path("content").asText();
        int version = response.headers()
                .firstValue("x-alluvium-version")
                .map(Integer::parseInt)
                .orElse(-1);
        return new Answer(
                text.strip(),
                version,
                json.path("id").asText(),
                json.path("model").asText());
    }

    /** Reports what an answer was worth, in [0, 1]. */
    public void report(Answer answer, double score) {
        api.post("/outcomes", Map.of("request", answer.id(), "model", answer.model(), "score", score));
    }
}
