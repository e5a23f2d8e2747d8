package dev.alluvium.serving.adapter.vllm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.TokenAlternative;
import dev.alluvium.serving.engine.RemoteAnswer;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one streamed completion, an event a line, into the answer that it makes. */
final class PodStream implements Flow.Subscriber<String> {
    private static final String DATA = "data:";

    private final Pod pod;
    private final RemoteAnswer answer;
    private final Consumer<PodStream> ended;
    private Flow.@Nullable Subscription subscription;
    private long heard = System.nanoTime();

    PodStream(Pod pod, RemoteAnswer answer, Consumer<PodStream> ended) {
        this.pod = pod;
        this.answer = answer;
        this.ended = ended;
    }

    Pod pod() {
        return pod;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
        heard = System.nanoTime();
        if (answer.over() || !line.startsWith(DATA)) {
            return;
        }
        String data = line.substring(DATA.length()).strip();
        if (data.equals("[DONE]")) {
            broken("ended without saying why");
            return;
        }
        try {
            event(Json.mapper().readTree(data));
        } catch (JsonProcessingException e) {
            broken("sent an event that is not JSON");
        }
    }

    private void event(JsonNode event) {
        if (event.has("error")) {
            broken("failed while it answered");
            return;
        }
        for (JsonNode choice : event.path("choices")) {
            if (tokens(choice) && choice.path("finish_reason").isTextual()) {
                finish(choice.path("finish_reason").asText());
            }
        }
        if (answer.over()) {
            leave();
        }
    }

    /** Whether more are wanted. */
    private boolean tokens(JsonNode choice) {
        JsonNode ids = choice.path("token_ids");
        JsonNode logprobs = choice.path("logprobs");
        boolean more = !answer.over();
        for (int i = 0; more && i < ids.size(); i++) {
            double logprob = logprobs.path("token_logprobs").path(i).asDouble(Double.NaN);
            more = answer.token(
                    ids.get(i).asLong(),
                    logprob,
                    likeliest(logprobs.path("top_logprobs").path(i)));
        }
        return more;
    }

    private List<TokenAlternative> likeliest(JsonNode byToken) {
        List<TokenAlternative> likeliest = new ArrayList<>();
        byToken.fields().forEachRemaining(token -> {
            if (likeliest.size() < answer.options().likeliest()) {
                long id = PodReplies.tokenId(token.getKey());
                likeliest.add(new TokenAlternative(
                        id, answer.text(id), token.getValue().asDouble()));
            }
        });
        return likeliest;
    }

    private void finish(String reason) {
        switch (reason) {
            case "stop" -> answer.ended(false);
            case "length" -> answer.ended(true);
            default -> broken("gave the answer up");
        }
    }

    @Override
    public synchronized void onError(Throwable cause) {
        broken("broke the connection");
    }

    @Override
    public synchronized void onComplete() {
        if (answer.over()) {
            ended.accept(this);
        } else {
            broken("ended in the middle of an answer");
        }
    }

    /** Ends what nobody waits for, or what has been silent for too long. */
    synchronized void check(Duration limit) {
        if (answer.over()) {
            leave();
        } else if (answer.cancelled()) {
            answer.failed(ApiError.unavailable("nobody waits for the answer"));
            leave();
        } else if (System.nanoTime() - heard > limit.toNanos()) {
            pod.count(new VersionRefusal(Reason.SLOW, pod.name() + " is silent"));
            answer.failed(ApiError.unavailable("the model server fell silent; ask again"));
            leave();
        }
    }

    synchronized void stop() {
        answer.failed(ApiError.unavailable("this replica has stopped; ask another one"));
        leave();
    }

    private void broken(String what) {
        if (!answer.over()) {
            pod.failed(new VersionRefusal(Reason.FAILING, pod.name() + " " + what));
            answer.failed(ApiError.unavailable("the model server " + what + "; ask again"));
        }
        leave();
    }

    private void leave() {
        Flow.Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
        ended.accept(this);
    }
}
