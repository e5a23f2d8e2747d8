package dev.alluvium.serving.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingOutcome;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.serving.engine.ServedVersions;
import dev.alluvium.serving.engine.Slots;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.CompletionRequestReader;
import dev.alluvium.serving.openai.OutcomeReader;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** OpenAI's endpoints, and outcomes. Any role may ask; a version by number needs OPERATOR, an outcome PUSHER. */
public final class OpenAiRoutes {
    private final ServedVersions versions;
    private final Slots slots;
    private final RequestMeters meters;
    private final Consumer<ServingOutcome> outcomes;
    private final ExperimentReporter experiments;
    private final Clock clock;
    private final Duration keepAlive;

    /**
     * @param outcomes takes what applications report, and returns once it is safe
     * @param served takes how requests of experiments were answered, without waiting
     * @param mirrored asks challengers whose answers nobody sees
     * @param keepAlive the longest silence on a connection whose answer is being made
     */
    public OpenAiRoutes(
            ServedVersions versions,
            Slots slots,
            RequestMeters meters,
            Consumer<ServingOutcome> outcomes,
            Consumer<ServingOutcome> served,
            MirroredTraffic mirrored,
            Clock clock,
            Duration keepAlive) {
        this.versions = versions;
        this.slots = slots;
        this.meters = meters;
        this.outcomes = outcomes;
        this.experiments = new ExperimentReporter(served, mirrored, clock);
        this.clock = clock;
        this.keepAlive = keepAlive;
    }

    /** The routes. */
    public List<Route> all() {
        ModelsHandler models = new ModelsHandler(versions, clock.instant());
        List<Route> openAi = List.of(
                Route.get("/v1/models", Role.READER, models::list),
                Route.get("/v1/models/{model}", Role.READER, models::one),
                Route.post(
                        "/v1/chat/completions",
                        Role.READER,
                        new CompletionHandler(
                                true,
                                body -> List.of(CompletionRequestReader.chat(body)),
                                versions,
                                slots,
                                meters,
                                experiments,
                                clock,
                                keepAlive)),
                Route.post(
                        "/v1/completions",
                        Role.READER,
                        new CompletionHandler(
                                false,
                                CompletionRequestReader::completions,
                                versions,
                                slots,
                                meters,
                                experiments,
                                clock,
                                keepAlive)),
                Route.post("/v1/outcomes", Role.PUSHER, this::outcome));
        return openAi.stream().map(route -> route.refusing(OpenAiRoutes::error)).toList();
    }

    /** A refusal of the HTTP server, say for a token that it does not know, as OpenAI would put it. */
    private static JsonNode error(HttpProblem problem) {
        String message = String.valueOf(problem.getMessage());
        return switch (problem.status()) {
            case 401 -> new ApiError(401, "authentication_error", null, "invalid_api_key", message).toJson();
            case 403 -> new ApiError(403, "permission_error", null, "insufficient_role", message).toJson();
            case 404 -> new ApiError(404, "invalid_request_error", null, "unknown_url", message).toJson();
            case 405 -> new ApiError(405, "invalid_request_error", null, "method_not_supported", message).toJson();
            default -> new ApiError(problem.status(), "server_error", null, "not_ready", message).toJson();
        };
    }

    private void outcome(Context context) {
        try {
            ServingOutcome outcome = OutcomeReader.read(context.bodyAsBytes(), clock.instant());
            outcomes.accept(outcome);
            new StreamedResponse(context)
                    .json(202, Json.mapper().createObjectNode().put("request", outcome.request()));
        } catch (ApiException e) {
            new StreamedResponse(context).json(e.error().status(), e.error().toJson());
        }
    }
}
