package dev.alluvium.serving.adapter.vllm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.serving.vllm.ProbeLogprobs;
import dev.alluvium.serving.vllm.ServedModels;
import dev.alluvium.settings.VllmConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * One vLLM server's endpoints, as of vLLM 0.10.2 and later. Whatever fails is a {@link VersionRefusedException} with its reason by
 * name; no message holds a prompt.
 */
final class PodClient {
    private final HttpClient http;
    private final URI address;
    private final VllmConfig config;

    PodClient(HttpClient http, URI address, VllmConfig config) {
        this.http = http;
        this.address = address;
        this.config = config;
    }

    /** What it serves; within {@code timeout}. */
    ServedModels models() throws VersionRefusedException {
        return PodReplies.listing(get("/v1/models"));
    }

    /** The tokens of a text, none added. */
    long[] tokenize(String model, String text) throws VersionRefusedException {
        ObjectNode body = body(model).put("prompt", text).put("add_special_tokens", false);
        return PodReplies.tokens(json(post("/tokenize", body, timeout())));
    }

    /** How many adapters it computes with at once, where its metrics say so. */
    OptionalInt maxLoras() throws VersionRefusedException {
        HttpResponse<String> response =
                send(request("/metrics", timeout()).GET().build(), BodyHandlers.ofString());
        return response.statusCode() == 200 ? PodReplies.maxLoras(response.body()) : OptionalInt.empty();
    }

    /** Loads an adapter under a new name; within {@code load-timeout}. */
    void load(String name, String path) throws VersionRefusedException {
        ObjectNode body =
                Json.mapper().createObjectNode().put("lora_name", name).put("lora_path", path);
        HttpResponse<String> response = post("/v1/load_lora_adapter", body, loadTimeout());
        if (response.statusCode() != 200) {
            throw PodReplies.refused("loading " + name, response.statusCode(), response.body());
        }
    }

    /** Unloads an adapter; one that is not there is no fault. */
    void unload(String name) throws VersionRefusedException {
        ObjectNode body = Json.mapper().createObjectNode().put("lora_name", name);
        HttpResponse<String> response = post("/v1/unload_lora_adapter", body, loadTimeout());
        if (response.statusCode() != 200 && response.statusCode() != 404) {
            throw PodReplies.failed("unloading " + name, response.statusCode(), response.body());
        }
    }

    /** What it computes under a name: what it would say next after each prompt. */
    ProbeLogprobs figures(String name, List<long[]> prompts) throws VersionRefusedException {
        ObjectNode body = body(name)
                .put("max_tokens", 1)
                .put("temperature", 0)
                .put("logprobs", ProbeLogprobs.LISTED)
                .put("return_token_ids", true)
                .put("return_tokens_as_token_ids", true);
        body.set("prompt", Json.mapper().valueToTree(prompts));
        HttpResponse<String> response = post("/v1/completions", body, loadTimeout());
        if (response.statusCode() != 200) {
            throw PodReplies.refused("computing with " + name, response.statusCode(), response.body());
        }
        return PodReplies.figures(json(response), prompts.size());
    }

    /** Asks for a completion; the body is whatever {@code handler} makes of it. */
    <T> HttpResponse<T> complete(ObjectNode body, BodyHandler<T> handler) throws VersionRefusedException {
        return send(
                request("/v1/completions", timeout())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build(),
                handler);
    }

    private JsonNode get(String path) throws VersionRefusedException {
        return json(send(request(path, timeout()).GET().build(), BodyHandlers.ofString()));
    }

    private HttpResponse<String> post(String path, ObjectNode body, Duration timeout) throws VersionRefusedException {
        return send(
                request(path, timeout)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(timeout);
        String key = config.apiKey();
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws VersionRefusedException {
        String path = request.uri().getPath();
        try {
            return http.send(request, handler);
        } catch (HttpTimeoutException e) {
            Duration limit = request.timeout().orElseThrow();
            throw new VersionRefusedException(
                    Reason.SLOW, path + " of " + address + " took longer than " + limit.toMillis() + " ms", e);
        } catch (IOException e) {
            String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new VersionRefusedException(Reason.SERVER_AWAY, address + " cannot be reached: " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VersionRefusedException(Reason.SERVER_AWAY, "given up while this process stops", e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws VersionRefusedException {
        if (response.statusCode() != 200) {
            throw PodReplies.failed(response.uri().getPath(), response.statusCode(), response.body());
        }
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new VersionRefusedException(
                    Reason.FAILING, response.uri().getPath() + " of the server did not answer with JSON", e);
        }
    }

    private static ObjectNode body(String model) {
        return Json.mapper().createObjectNode().put("model", model);
    }

    private Duration timeout() {
        return config.timeout();
    }

    private Duration loadTimeout() {
        return config.loadTimeout();
    }
}
