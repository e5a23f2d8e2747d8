package dev.alluvium.trainer.adapter;

import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.trainer.desk.TrainerDesk;
import dev.alluvium.trainer.plan.Next;
import dev.alluvium.trainer.run.RunExecution;
import dev.alluvium.trainer.trial.Forecast;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code POST /v1/models/MODEL:dry-run}: what training the ready rounds would take, a few real steps included. */
public final class ForecastRoute {
    private static final int PROBED_STEPS = 5;

    private final TrainerDesk desk;
    private final Map<String, ModelConfig> models;
    private final Supplier<Optional<RunExecution>> execution;

    /** @param execution empty until the service has started */
    public ForecastRoute(
            TrainerDesk desk, Map<String, ModelConfig> models, Supplier<Optional<RunExecution>> execution) {
        this.desk = desk;
        this.models = Map.copyOf(models);
        this.execution = execution;
    }

    public Route route() {
        return Route.post("/v1/models/{model}:dry-run", Role.OPERATOR, this::forecast);
    }

    private synchronized void forecast(Context context) {
        String model = context.pathParam("model");
        ModelConfig config = Optional.ofNullable(models.get(model))
                .orElseThrow(() -> new HttpProblem(404, "No such model", "model=" + model + ": is not configured"));
        desk.job().ifPresent(job -> {
            throw new HttpProblem(
                    409,
                    "Training",
                    job.run().run() + " is under way; GET /v1/runs/" + job.run().run() + " shows it");
        });
        Next next = desk.state().whenResumed(model, Objects.requireNonNull(config.base()));
        if (next instanceof Next.Start start) {
            context.json(of(start, config));
        } else {
            throw new HttpProblem(409, "Nothing to forecast", model + " " + why(next) + advice(model));
        }
    }

    private static String why(Next next) {
        return next instanceof Next.Held held ? held.why() : ((Next.Idle) next).why();
    }

    /** A ready round trains at once, unless the model is cancelled. */
    private static String advice(String model) {
        return ". --file RECORDS forecasts a file; what is pending here is forecast by `alluvium cancel " + model
                + "`, then `alluvium train " + model + "`, which cuts it, and once more this";
    }

    private Forecast of(Next.Start start, ModelConfig config) {
        RunExecution ready = execution
                .get()
                .orElseThrow(() -> new HttpProblem(
                        503,
                        "Starting",
                        "the trainer has not started yet; try again",
                        Map.of(HttpProblem.RETRY_AFTER, 1L)));
        try {
            return ready.forecast(start.run(), config, desk.probes(start.run().model()), PROBED_STEPS);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(422, "Cannot be trained", String.valueOf(e.getMessage()));
        }
    }
}
