package dev.alluvium.serving.adapter.vllm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.serving.engine.PromptSettings;
import dev.alluvium.serving.engine.RemoteAnswer;
import dev.alluvium.serving.engine.RemoteVersion;
import dev.alluvium.serving.engine.ServerAwayException;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A version that a server holds under a name. Prompts go there as tokens and tokens come back, so that template, stop texts and
 * thoughts are this process's business, as for versions that it holds itself.
 *
 * @param name of the adapter, or of the base
 * @param unload called when nobody here uses it any more
 */
record PodRemote(
        Pod pod, String name, boolean base, PromptSettings prompting, PodStreams streams, Consumer<String> unload)
        implements RemoteVersion {
    private static final int OK = 200;

    @Override
    public boolean present() {
        return base || pod.holds(name);
    }

    @Override
    public void begin(RemoteAnswer answer) {
        HttpResponse<Opened> response;
        try {
            response = pod.client().complete(body(answer), PodRemote::open);
        } catch (VersionRefusedException e) {
            pod.failed(e.refusal());
            throw new ServerAwayException(e.refusal().detail());
        }
        if (response.statusCode() != OK) {
            throw refused(response.statusCode());
        }
        answer.begun();
        streams.follow(pod, answer, response.body().lines());
    }

    /** A name that is not there is a server that was restarted; what it says of others may hold the prompt. */
    private ServerAwayException refused(int status) {
        VersionRefusal refusal = status == 404
                ? new VersionRefusal(Reason.SERVER_AWAY, pod.name() + " no longer has " + name + "; it is loaded again")
                : new VersionRefusal(Reason.FAILING, pod.name() + " answered with status " + status);
        pod.failed(refusal);
        return new ServerAwayException(refusal.detail());
    }

    /** The body of a good answer as it comes, of another one nothing. */
    private record Opened(Flow.Publisher<List<ByteBuffer>> lines) {}

    private static BodySubscriber<Opened> open(ResponseInfo info) {
        return info.statusCode() == OK
                ? BodySubscribers.mapping(BodyHandlers.ofPublisher().apply(info), Opened::new)
                : BodySubscribers.mapping(
                        BodySubscribers.ofString(StandardCharsets.UTF_8),
                        text -> new Opened(subscriber -> subscriber.onComplete()));
    }

    private ObjectNode body(RemoteAnswer answer) {
        GenerationOptions options = answer.options();
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("model", name)
                .put("stream", true)
                .put("max_tokens", options.maxTokens())
                .put("temperature", options.temperature())
                .put("top_p", options.topP())
                .put("seed", options.seed())
                .put("return_token_ids", true);
        body.set("prompt", Json.mapper().valueToTree(answer.prompt()));
        body.set(
                "stop_token_ids", Json.mapper().valueToTree(prompting.template().ends(prompting.tokenizer())));
        if (answer.logprobs()) {
            body.put("logprobs", options.likeliest()).put("return_tokens_as_token_ids", true);
        }
        return body;
    }

    @Override
    public void close() {
        if (!base && pod.letGo(name)) {
            unload.accept(name);
        }
    }
}
