package dev.alluvium.trainer.adapter;

import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.Role;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.plan.NextAction;
import dev.alluvium.trainer.run.RunExecution;
import dev.alluvium.trainer.trial.Forecast;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code POST /v1/models/MODEL:dry-run}: what training the ready rounds would take, a few real steps included. */
public final class ForecastRoute {
    private static final int PROBED_STEPS = 5;

    private final TrainerCoordinator coordinator;
    private final Map<String, ModelConfig> models;
    private final Supplier<Optional<RunExecution>> execution;

    /** @param execution empty until the service has started */
    public ForecastRoute(
            TrainerCoordinator coordinator,
            Map<String, ModelConfig> models,
            Supplier<Optional<RunExecution>> execution) {
        this.coordinator = coordinator;
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
        coordinator.job().ifPresent(job -> {
            throw new HttpProblem(
                    409,
                    "Training",
                    job.run().run() + " is under way; GET /v1/runs/" + job.run().run() + " shows it");
        });
        NextAction next = coordinator.state().whenResumed(model, config.base());
        if (next instanceof NextAction.Start start) {
            context.json(of(start, config));
        } else {
            throw new HttpProblem(409, "Nothing to forecast", model + " " + why(next) + advice(model));
        }
    }

    private static String why(NextAction next) {
        return next instanceof NextAction.Held held ? held.why() : ((NextAction.Idle) next).why();
    }

    /** A ready round trains at once, unless the model is cancelled. */
    private static String advice(String model) {
        return ". --file RECORDS forecasts a file; what is pending here is forecast by `alluvium cancel " + model
                + "`, then `alluvium train " + model + "`, which cuts it, and once more this";
    }

    private Forecast of(NextAction.Start start, ModelConfig config) {
        RunExecution ready = execution
                .get()
                .orElseThrow(() -> new HttpProblem(
                        503,
                        "Starting",
                        "the trainer has not started yet; try again",
                        Map.of(HttpProblem.RETRY_AFTER, 1L)));
        try {
            return ready.forecast(
                    start.run(), config, coordinator.probes(start.run().model()), PROBED_STEPS);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(422, "Cannot be trained", String.valueOf(e.getMessage()));
        }
    }
}
