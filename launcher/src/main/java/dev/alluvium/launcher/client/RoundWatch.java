package dev.alluvium.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.registry.ModelState;
import dev.alluvium.contracts.registry.RoundState;
import dev.alluvium.contracts.registry.VersionState;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cuts a round and follows it to its verdict, or to a hold, showing where it is. */
public final class RoundWatch {
    private static final Duration STEP = Duration.ofMillis(300);
    private static final Pattern ROUND = Pattern.compile("r\\d+");

    private final ApiClient api;
    private final Registry registry;
    private final Terminal terminal;

    /** How it ended. */
    public sealed interface End {
        /** Nothing was pending. */
        record NothingNew() implements End {}

        /** A version was decided, or waits for an operator. */
        record Decided(VersionState version, boolean promoted) implements End {}

        /** No version came of it. */
        record GivenUp(String round) implements End {}
    }

    public RoundWatch(ApiClient api, Terminal terminal) {
        this.api = api;
        this.registry = new Registry(api);
        this.terminal = terminal;
    }

    /** Cuts and follows. */
    public End cutAndFollow(String model) throws InterruptedException {
        Optional<String> round = cut(model);
        return round.isPresent() ? follow(model, round.get()) : new End.NothingNew();
    }

    /** Cuts what is pending: the round's name, or nothing if nothing new is pending. */
    public Optional<String> cut(String model) throws InterruptedException {
        String id = api.post("/models/" + model + "/cut", Map.of()).path("id").asText();
        while (true) {
            String answer =
                    api.get("/models/" + model + "/cut/" + id).path("answer").asText();
            if (ROUND.matcher(answer).matches()) {
                return Optional.of(answer);
            }
            if (!answer.equals("waiting")) {
                return Optional.empty();
            }
            terminal.waiting("cutting a round of " + model);
            Thread.sleep(STEP.toMillis());
        }
    }

    /** Follows a round that was cut. */
    public End follow(String model, String round) throws InterruptedException {
        while (true) {
            ModelState state = registry.model(model);
            Optional<VersionState> version = state.versions().values().stream()
                    .filter(candidate -> candidate.rounds().contains(round))
                    .reduce((first, second) -> second);
            if (version.isPresent()) {
                VersionState.Stage stage = version.get().stage();
                if (stage == VersionState.Stage.LIVE
                        || stage == VersionState.Stage.REVIEW
                        || stage == VersionState.Stage.REJECTED) {
                    return new End.Decided(version.get(), stage == VersionState.Stage.LIVE);
                }
            }
            RoundState known = state.rounds().get(round);
            if (known != null && known.stage() == RoundState.Stage.QUARANTINED && version.isEmpty()) {
                return new End.GivenUp(round);
            }
            if (version.isPresent() && version.get().stage() == VersionState.Stage.CANARY) {
                new ExperimentWatch(api, terminal).follow(model);
                continue;
            }
            show(
                    model,
                    version.map(v -> v.stage() == VersionState.Stage.TRAINED).orElse(false),
                    round);
            Thread.sleep(STEP.toMillis());
        }
    }

    private void show(String model, boolean trained, String round) {
        if (trained) {
            terminal.waiting("evaluating " + round);
            return;
        }
        for (JsonNode run : api.get("/runs").path("runs")) {
            if (run.path("state").asText().equals("training")
                    && run.path("model").asText().equals(model)) {
                terminal.progress(
                        "training " + round,
                        run.path("step").asDouble(),
                        run.path("of").asDouble(),
                        remark(run));
                return;
            }
        }
        JsonNode trainer = api.get("/status").path("trainer-service").path("models");
        terminal.waiting(round + ": " + trainer.path(model).asText("waits for the trainer"));
    }

    private static String remark(JsonNode run) {
        JsonNode validation = run.path("validationLoss");
        return String.format(Locale.ROOT, "loss %.3f", run.path("loss").asDouble())
                + (validation.isNumber()
                        ? String.format(Locale.ROOT, ", on wordings set aside %.3f", validation.asDouble())
                        : "")
                + String.format(
                        Locale.ROOT,
                        "  %,.0f tok/s  %.0f s left",
                        run.path("tokensPerSecond").asDouble(),
                        run.path("remainingSeconds").asDouble());
    }
}
