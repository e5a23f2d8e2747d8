package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Cuts a round and follows it to its verdict, or to a hold, showing where it is. */
public final class RoundFollower {
    private static final Duration STEP = Duration.ofMillis(300);
    private static final Set<VersionState.Stage> DECIDED =
            EnumSet.of(VersionState.Stage.LIVE, VersionState.Stage.REVIEW, VersionState.Stage.REJECTED);
    private static final Pattern ROUND = Pattern.compile("r\\d+");

    private final ApiClient cutting;
    private final ApiClient api;
    private final Registry registry;
    private final Terminal terminal;

    /** How it ended. */
    public sealed interface End {
        /** Nothing was pending. */
        record NothingNew() implements End {}

        /** A version was decided, or waits for an operator. */
        record Decided(VersionState version, boolean promoted) implements End {}

        /** Training waits for an operator; {@code why} names what ends that. The round stays ready. */
        record Held(String round, String why) implements End {}

        /** No version came of it. */
        record GivenUp(String round) implements End {}
    }

    public RoundFollower(ApiClient api, Terminal terminal) {
        this.cutting = api.patient(RetryPolicy.FOLLOWING, terminal);
        this.api = api.following(terminal);
        this.registry = new Registry(this.api);
        this.terminal = terminal;
    }

    /** Cuts and follows. */
    public End cutAndFollow(String model) throws InterruptedException {
        Optional<String> round = cut(model);
        return round.isPresent() ? follow(model, round.get()) : new End.NothingNew();
    }

    /** Cuts what is pending: the round's name, or nothing if nothing new is pending. */
    public Optional<String> cut(String model) throws InterruptedException {
        String id = cutting.post("/models/" + model + "/cut", UUID.randomUUID().toString(), Map.of())
                .path("id")
                .asText();
        while (true) {
            String answer = cutting.get("/models/" + model + "/cut/" + id)
                    .path("answer")
                    .asText();
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

    /** Follows a round that was cut; a service that is away for less than ten minutes is waited for. */
    public End follow(String model, String round) throws InterruptedException {
        for (Optional<End> end = look(model, round); ; end = look(model, round)) {
            if (end.isPresent()) {
                return end.get();
            }
            Thread.sleep(STEP.toMillis());
        }
    }

    /** How it ended, if it has; else shows where it is. */
    private Optional<End> look(String model, String round) throws InterruptedException {
        ModelState state = registry.model(model);
        Optional<VersionState> version = state.versions().values().stream()
                .filter(candidate -> candidate.rounds().contains(round))
                .reduce((first, second) -> second);
        Optional<VersionState> decided = version.filter(candidate -> DECIDED.contains(candidate.stage()));
        if (decided.isPresent()) {
            return Optional.of(new End.Decided(decided.get(), decided.get().stage() == VersionState.Stage.LIVE));
        }
        RoundState known = state.rounds().get(round);
        if (known != null && known.stage() == RoundState.Stage.QUARANTINED && version.isEmpty()) {
            return Optional.of(new End.GivenUp(round));
        }
        if (known != null && known.postponed()) {
            return Optional.of(new End.Held(
                    round,
                    "was postponed by an operator; it trains with the next round, or now by alluvium resume " + model));
        }
        boolean trained =
                version.map(v -> v.stage() == VersionState.Stage.TRAINED).orElse(false);
        Optional<End> held = trained
                ? Optional.empty()
                : undecided(state).or(() -> held(model)).map(why -> new End.Held(round, why));
        if (held.isEmpty()) {
            show(model, trained, round);
        }
        return held;
    }

    /** What training waits for if an operator must decide on an earlier version first. */
    public Optional<String> undecided(String model) {
        return undecided(registry.model(model));
    }

    private static Optional<String> undecided(ModelState state) {
        return state.openCandidate()
                .filter(candidate -> candidate.stage() == VersionState.Stage.REVIEW)
                .map(candidate ->
                        "waits: an operator must decide on version " + candidate.version() + " first: alluvium promote "
                                + state.model() + "@" + candidate.version() + ", or alluvium reject");
    }

    /** Why the trainer waits for an operator, if it does. */
    private Optional<String> held(String model) {
        JsonNode trainer = api.get("/status").path("trainer-service");
        for (JsonNode name : trainer.path("needsOperator")) {
            if (name.asText().equals(model)) {
                return Optional.of(trainer.path("models").path(model).asText());
            }
        }
        return Optional.empty();
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
                + (validation.isNumber() ? String.format(Locale.ROOT, " (set aside %.3f)", validation.asDouble()) : "")
                + String.format(
                        Locale.ROOT,
                        ", %.0f s left, %,.0f tok/s",
                        run.path("remainingSeconds").asDouble(),
                        run.path("tokensPerSecond").asDouble());
    }
}
