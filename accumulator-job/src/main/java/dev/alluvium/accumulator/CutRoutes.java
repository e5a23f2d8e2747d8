package dev.alluvium.accumulator;

import dev.alluvium.accumulator.adapter.JobView;
import dev.alluvium.accumulator.round.ModelStatus;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The endpoints that ask for a round now and tell what came of it. */
final class CutRoutes {
    private static final String KEY = "Idempotency-Key";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private final Set<String> models;
    private final Clock clock;
    private final Consumer<ControlCommand> send;
    private final Supplier<JobView> view;

    /**
     * The endpoints.
     *
     * @param models that are declared; another one is known once records came for it
     * @param send returns once the command is in Kafka
     */
    CutRoutes(Set<String> models, Clock clock, Consumer<ControlCommand> send, Supplier<JobView> view) {
        this.models = Set.copyOf(models);
        this.clock = clock;
        this.send = send;
        this.view = view;
    }

    /** Where a Cut command is: {@code answer} is waiting, a round's name, or nothing new. */
    record CutAnswer(
            String id,
            String model,
            String answer,
            @Nullable String next) {}

    List<Route> routes() {
        return List.of(
                Route.post("/v1/models/{model}/cut", Role.PUSHER, this::cut),
                Route.get("/v1/models/{model}/cut/{id}", Role.READER, this::answer));
    }

    private void cut(Context context) {
        String model = model(context);
        String id = id(context.header(KEY));
        send.accept(new ControlCommand.Cut(model, id, clock.instant()));
        context.status(202).json(new CutAnswer(id, model, ModelStatus.WAITING, null));
    }

    /** A command that is sent again under its key cuts nothing more: the job knows it by its id. */
    private static String id(@Nullable String given) {
        if (given == null) {
            return UUID.randomUUID().toString();
        }
        if (!ID.matcher(given).matches()) {
            throw new HttpProblem(
                    400, "Not a key", KEY + ": must have 1 to 128 letters, digits or . _ : -, such as a UUID");
        }
        return given;
    }

    /** Of a model that is not shown yet after a restart, too: the command was checked when it came. */
    private void answer(Context context) {
        String model = context.pathParam("model");
        String id = context.pathParam("id");
        ModelStatus status = view.get().models().get(model);
        String answer = status == null ? ModelStatus.WAITING : status.cuts().getOrDefault(id, ModelStatus.WAITING);
        context.json(new CutAnswer(id, model, answer, status == null ? null : status.next()));
    }

    private String model(Context context) {
        String model = context.pathParam("model");
        if (!models.contains(model) && !view.get().models().containsKey(model)) {
            throw new HttpProblem(
                    404,
                    "Unknown model",
                    "model=" + model + ": is not declared; declared are "
                            + models.stream().sorted().toList());
        }
        return model;
    }
}
