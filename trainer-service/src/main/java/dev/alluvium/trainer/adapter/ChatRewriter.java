package dev.alluvium.trainer.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.runtime.http.RetryAfter;
import dev.alluvium.settings.ParaphrasesConfig;
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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Asks {@code POST /chat/completions} of an OpenAI-compatible endpoint; what may pass is tried again, ever later. */
public final class ChatRewriter implements Rewriter {
    private static final int ATTEMPTS = 4;
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final double TEMPERATURE = 0.7;

    private final HttpClient client;
    private final ParaphrasesConfig config;
    private final Consumer<Request> meter;
    private final Pause pause;

    /** How a request ended; one that is repeated is another. */
    public enum Request {
        ANSWERED,
        FAILED
    }

    /** @param meter told of every request */
    public ChatRewriter(ParaphrasesConfig config, Consumer<Request> meter) {
        this(config, meter, wait -> Thread.sleep(wait.toMillis()));
    }

    /** Waits between two attempts. */
    interface Pause {
        void take(Duration wait) throws InterruptedException;
    }

    ChatRewriter(ParaphrasesConfig config, Consumer<Request> meter, Pause pause) {
        this.config = config;
        this.meter = meter;
        this.pause = pause;
        this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    private sealed interface Reply {
        record Text(String text) implements Reply {}

        /** @param pause that the endpoint asks for; zero if it says nothing */
        record Failed(String why, boolean passing, Duration pause) implements Reply {
            Failed(String why) {
                this(why, true, Duration.ZERO);
            }
        }
    }

    @Override
    public String answer(String instruction) {
        Duration wait = BACKOFF;
        for (int attempt = 1; ; attempt++) {
            Reply reply = ask(instruction);
            meter.accept(reply instanceof Reply.Text ? Request.ANSWERED : Request.FAILED);
            if (reply instanceof Reply.Text text) {
                return text.text;
            }
            Reply.Failed failed = (Reply.Failed) reply;
            boolean patient = failed.pause.compareTo(LONGEST_WAIT) <= 0;
            if (!failed.passing || !patient || attempt == ATTEMPTS) {
                throw new Away("training.paraphrases.url=" + config.url() + ": " + failed.why
                        + "; check url, model and api-key, or write paraphrases: off");
            }
            await(failed.pause.compareTo(wait) > 0 ? failed.pause : wait);
            wait = wait.multipliedBy(2);
        }
    }

    private Reply ask(String instruction) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(config.url() + "/chat/completions"))
                .timeout(config.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(Map.of(
                        "model", config.model(),
                        "temperature", TEMPERATURE,
                        "messages", List.of(Map.of("role", "user", "content", instruction))))));
        Optional.ofNullable(config.apiKey())
                .filter(key -> !key.isBlank())
                .ifPresent(key -> request.header("Authorization", "Bearer " + key));
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            int status = response.statusCode();
            return status == 200 ? text(response.body()) : refused(status, RetryAfter.of(response));
        } catch (IOException e) {
            return new Reply.Failed("is away (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Reply refused(int status, Optional<Duration> wait) {
        return new Reply.Failed(
                "answers " + status
                        + wait.map(it -> " and asks to wait " + it.toSeconds() + " s")
                                .orElse(""),
                status == 408 || status == 429 || status >= 500,
                wait.orElse(Duration.ZERO));
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted");
    }

    private static Reply text(byte[] body) {
        try {
            JsonNode content = Json.read(body, JsonNode.class).at("/choices/0/message/content");
            return content.isTextual()
                    ? new Reply.Text(content.textValue())
                    : new Reply.Failed("answers something else than a chat completion");
        } catch (UncheckedIOException e) {
            return new Reply.Failed("answers something else than JSON");
        }
    }

    private void await(Duration wait) {
        try {
            pause.take(wait);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }
}
