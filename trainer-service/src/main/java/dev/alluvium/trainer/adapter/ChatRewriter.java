package dev.alluvium.trainer.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.config.ParaphrasesConfig;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.trainer.paraphrase.Rewriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks {@code POST /chat/completions} of an OpenAI-compatible endpoint; what may pass is tried again, ever later. */
public final class ChatRewriter implements Rewriter {
    private static final int ATTEMPTS = 4;
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final double TEMPERATURE = 0.7;

    private final HttpClient client;
    private final ParaphrasesConfig config;
    private final Duration backoff;

    public ChatRewriter(ParaphrasesConfig config) {
        this(config, BACKOFF);
    }

    /** @param backoff before the second attempt; it doubles each time */
    ChatRewriter(ParaphrasesConfig config, Duration backoff) {
        this.config = config;
        this.backoff = backoff;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Objects.requireNonNull(config.timeout()))
                .build();
    }

    private sealed interface Reply {
        record Text(String text) implements Reply {}

        record Failed(String why, boolean passing) implements Reply {}
    }

    @Override
    public String answer(String instruction) {
        Duration wait = backoff;
        for (int attempt = 1; ; attempt++) {
            Reply reply = ask(instruction);
            if (reply instanceof Reply.Text text) {
                return text.text;
            }
            Reply.Failed failed = (Reply.Failed) reply;
            if (!failed.passing || attempt == ATTEMPTS) {
                throw new Away("training.paraphrases.url=" + config.url() + ": " + failed.why
                        + "; check url, model and api-key, or write paraphrases: off");
            }
            pause(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private Reply ask(String instruction) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.url() + "/chat/completions"))
                .timeout(Objects.requireNonNull(config.timeout()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(Map.of(
                        "model", Objects.requireNonNull(config.model()),
                        "temperature", TEMPERATURE,
                        "messages", List.of(Map.of("role", "user", "content", instruction))))));
        Optional.ofNullable(config.apiKey())
                .filter(key -> !key.isBlank())
                .ifPresent(key -> request.header("Authorization", "Bearer " + key));
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            int status = response.statusCode();
            return status == 200
                    ? text(response.body())
                    : new Reply.Failed("answers " + status, status == 408 || status == 429 || status >= 500);
        } catch (IOException e) {
            return new Reply.Failed("is away (" + e.getClass().getSimpleName() + ")", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away("interrupted");
        }
    }

    private static Reply text(byte[] body) {
        try {
            JsonNode content = Json.read(body, JsonNode.class).at("/choices/0/message/content");
            return content.isTextual()
                    ? new Reply.Text(content.textValue())
                    : new Reply.Failed("answers something else than a chat completion", true);
        } catch (UncheckedIOException e) {
            return new Reply.Failed("answers something else than JSON", true);
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away("interrupted");
        }
    }
}
