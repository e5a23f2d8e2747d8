package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.experiment.Canary;
import dev.alluvium.knowledge.registry.ModelState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Follows a model's live experiment. */
public final class ExperimentFollower {
    private static final Duration STEP = Duration.ofMillis(500);

    private final ApiClient api;
    private final Registry registry;
    private final Terminal terminal;

    public ExperimentFollower(ApiClient api, Terminal terminal) {
        this.api = api.following(terminal);
        this.registry = new Registry(this.api);
        this.terminal = terminal;
    }

    /** How the model's experiment stands; empty if none runs, or nobody looked yet. */
    public Optional<JsonNode> assessment(String model) {
        for (JsonNode view : api.get("/experiments")) {
            if (view.path("experiment").path("model").asText().equals(model)) {
                return Optional.of(view.path("assessment"));
            }
        }
        return Optional.empty();
    }

    /** Waits for the end; the model thereafter. */
    public ModelState follow(String model) throws InterruptedException {
        while (true) {
            ModelState state = registry.model(model);
            Canary canary = state.canary();
            if (canary == null) {
                terminal.done();
                return state;
            }
            assessment(model).ifPresent(seen -> show(canary, seen));
            Thread.sleep(STEP.toMillis());
        }
    }

    private void show(Canary canary, JsonNode seen) {
        double scored = score(seen)
                .map(score -> score.path("champions").asDouble()
                        + score.path("challengers").asDouble())
                .orElse(0.0);
        terminal.progress(
                "version " + canary.version() + " tried on users",
                scored,
                canary.plan().minOutcomes(),
                seen.path("next").asText());
    }

    private static Optional<JsonNode> score(JsonNode seen) {
        for (JsonNode metric : seen.path("metrics")) {
            if (metric.path("metric").asText().equals("SCORE")) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }

    /** The scores of both arms in a sentence; empty before both have one. */
    public static Optional<String> sentence(JsonNode seen) {
        return score(seen)
                .map(score -> String.format(
                        Locale.ROOT,
                        "the challenger scores %.2f, the champion %.2f, a difference of %+.2f (%+.2f to %+.2f at any look)",
                        score.path("challenger").asDouble(),
                        score.path("champion").asDouble(),
                        score.path("difference").path("estimate").asDouble(),
                        score.path("difference").path("lower").asDouble(),
                        score.path("difference").path("upper").asDouble()));
    }
}
