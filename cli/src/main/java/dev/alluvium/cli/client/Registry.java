package dev.alluvium.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.knowledge.registry.ModelState;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry's API, typed. */
public final class Registry {
    private static final String ROOT = "/registry/models/";

    private final ApiClient api;
    private final @Nullable String key;

    public Registry(ApiClient api) {
        this(api, null);
    }

    private Registry(ApiClient api, @Nullable String key) {
        this.api = api;
        this.key = key;
    }

    /** A registry whose next order is the one with this key, which is not executed again if it was before; null for a new one. */
    public Registry ordering(@Nullable String order) {
        return new Registry(api, order);
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
        return order(model, "/versions/" + version + ":promote", Map.of("reason", reason, "approve", approve));
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
        return order(
                model,
                "/versions/" + version + ":promote",
                Map.of("reason", reason, "approve", approve, "canary", canary));
    }

    /** Refuses an undecided version: its records are wrong. */
    public JsonNode reject(String model, int version, String reason) {
        return order(model, "/versions/" + version + ":reject", Map.of("reason", reason));
    }

    /** Puts an undecided version off: its records train with the next round. */
    public JsonNode postpone(String model, int version, String reason) {
        return order(model, "/versions/" + version + ":postpone", Map.of("reason", reason));
    }

    /** Any command on a model: rollback, resume, freeze. */
    public JsonNode command(String model, String command, Map<String, Object> body) {
        return order(model, ":" + command, body);
    }

    /** Where the order with this key is. */
    public JsonNode order(String model, String order) {
        return api.get(ROOT + model + "/orders/" + order);
    }

    public JsonNode requeue(String model, String round, String reason, Exclusion except) {
        return order(model, "/rounds/" + round + ":requeue", Map.of("reason", reason, "except", except));
    }

    /** Whether every leased replica proves what should be served. */
    public JsonNode rollout(String model) {
        return api.get(ROOT + model + "/rollout");
    }

    /** Sends an order until it is known what became of it; then says under which key that can be asked for. */
    private JsonNode order(String model, String path, Object body) {
        String id = key == null ? UUID.randomUUID().toString() : key;
        try {
            return api.post(ROOT + model + path, id, body);
        } catch (UnavailableException e) {
            String message = String.valueOf(e.getMessage());
            throw message.contains(id)
                    ? e
                    : new UnavailableException(
                            message + "; whether order " + id + " was executed is not known: alluvium order " + model
                                    + " " + id + " tells, and the same command with --order " + id
                                    + " never executes it twice",
                            null);
        }
    }
}
