package dev.alluvium.serving.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.serving.openai.CompletionRequest.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code prompt} of a completion: a text, the ids of its tokens, or a list of either. */
final class PromptReader {
    private static final int MOST = 128;
    private static final String NAME = "prompt";

    private PromptReader() {}

    static List<Input> read(@Nullable JsonNode json) {
        if (json == null || json.isTextual() || isTokens(json)) {
            return List.of(one(NAME, json));
        }
        if (!json.isArray() || json.isEmpty() || json.size() > MOST) {
            throw JsonBody.bad(NAME, "must be a text, the ids of its tokens, or a list of 1 to " + MOST + " of either");
        }
        List<Input> prompts = new ArrayList<>();
        for (JsonNode prompt : json) {
            prompts.add(one(NAME + "[" + prompts.size() + "]", prompt));
        }
        return prompts;
    }

    private static boolean isTokens(JsonNode json) {
        return json.isArray() && !json.isEmpty() && json.get(0).isNumber();
    }

    private static Input one(String name, @Nullable JsonNode json) {
        if (json != null && isTokens(json)) {
            return tokens(name, json);
        }
        if (json == null || !json.isTextual()) {
            throw JsonBody.bad(name, "must be a text or the ids of its tokens");
        }
        String prompt = JsonBody.text(name, json);
        if (prompt.isBlank()) {
            throw JsonBody.bad(name, "must not be empty");
        }
        return new CompletionRequest.Text(prompt);
    }

    private static Input tokens(String name, JsonNode json) {
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : json) {
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw JsonBody.bad(
                        name + "[" + ids.size() + "]", "must be the id of a token, a whole number from 0 on");
            }
            ids.add(id.intValue());
        }
        return new CompletionRequest.Tokens(ids);
    }
}
