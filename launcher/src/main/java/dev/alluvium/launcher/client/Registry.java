package dev.alluvium.launcher.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.config.TrialMode;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.ModelState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registry's API, typed. */
public final class Registry {
    private static final String ROOT = "/registry/models/";

    private final ApiClient api;

    public Registry(ApiClient api) {
        this.api = api;
    }

    /** A model as the registry's fold has it. */
    public ModelState model(String model) {
        try {
            return Json.mapper().treeToValue(api.get(ROOT + model), ModelState.class);
        } catch (JsonProcessingException e) {
            throw new CliException("the registry answered in a form that this command does not know ("
                    + e.getOriginalMessage() + "); is it of another version?");
        }
    }

    /** Who changed what, when, why. */
    public JsonNode history(String model, String query) {
        return api.get(ROOT + model + "/history" + query);
    }

    public JsonNode promote(String model, int version, String reason, boolean approve) {
        return api.post(
                ROOT + model + "/versions/" + version + ":promote", Map.of("reason", reason, "approve", approve));
    }

    /**
     * A trial on users; what is null follows the model's configuration.
     *
     * @param watch how long the version is watched once it is champion; zero for not at all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trial(
            double share,
            @Nullable Integer minOutcomes,
            @Nullable TrialMode mode,
            @Nullable Duration watch) {}

    /** Tries a version on users before it becomes champion. */
    public JsonNode tryOut(String model, int version, String reason, boolean approve, Trial canary) {
        return api.post(
                ROOT + model + "/versions/" + version + ":promote",
                Map.of("reason", reason, "approve", approve, "canary", canary));
    }

    public JsonNode reject(String model, int version, String reason) {
        return api.post(ROOT + model + "/versions/" + version + ":reject", Map.of("reason", reason));
    }

    /** Any command on a model: rollback, resume, freeze. */
    public JsonNode command(String model, String command, Map<String, Object> body) {
        return api.post(ROOT + model + ":" + command, body);
    }

    public JsonNode requeue(String model, String round, String reason, Exclusion except) {
        return api.post(ROOT + model + "/rounds/" + round + ":requeue", Map.of("reason", reason, "except", except));
    }

    /** Whether every leased replica proves what should be served. */
    public JsonNode rollout(String model) {
        return api.get(ROOT + model + "/rollout");
    }
}
