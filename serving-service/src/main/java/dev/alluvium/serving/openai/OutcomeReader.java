package dev.alluvium.serving.openai;

import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.contracts.serving.ServingOutcome.Report;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /v1/outcomes}: {@code request} (the answer's id), {@code model} (as the answer named it,
 * with its version), and {@code score} in [0, 1] or {@code label}. Who asked and in which experiment is known from the answer.
 */
public final class OutcomeReader {
    private static final int LONGEST = 128;

    private OutcomeReader() {}

    public static ServingOutcome read(byte[] bytes, Instant now) {
        JsonBody body = JsonBody.parse(bytes);
        String request = bounded(body, "request", "it is the id of the answer");
        ModelRef model = ModelRef.parse(body.requiredText("model", "it is the model that the answer named"));
        if (model.version().isEmpty()) {
            throw JsonBody.bad("model", "must carry the version, as the answer's model does");
        }
        Double score = body.number("score", 0, 1).orElse(null);
        String label = optional(body, "label");
        if (score == null && label == null) {
            throw JsonBody.bad("score", "must be given, or label");
        }
        return new ServingOutcome(
                request, model.model(), model.version().getAsInt(), null, new Report(score, label), now);
    }

    private static @Nullable String optional(JsonBody body, String name) {
        return body.get(name) == null ? null : bounded(body, name, "");
    }

    private static String bounded(JsonBody body, String name, String remedy) {
        String text = body.requiredText(name, remedy);
        if (text.isBlank() || text.length() > LONGEST) {
            throw JsonBody.bad(name, "must have 1 to " + LONGEST + " characters");
        }
        return text;
    }
}
