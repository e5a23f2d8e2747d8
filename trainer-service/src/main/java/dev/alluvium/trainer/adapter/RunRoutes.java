package dev.alluvium.trainer.adapter;

import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.Role;
import dev.alluvium.trainer.coordinator.RunView;
import dev.alluvium.trainer.coordinator.TrainerCoordinator;
import dev.alluvium.trainer.run.LossCurves;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Runs over HTTP. */
public final class RunRoutes {
    private final TrainerCoordinator coordinator;
    private final LossCurves curves;

    public RunRoutes(TrainerCoordinator coordinator, LossCurves curves) {
        this.coordinator = coordinator;
        this.curves = curves;
    }

    /** {@code GET /v1/runs}, {@code GET /v1/runs/RUN}, {@code GET /v1/runs/RUN/metrics}. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/runs", Role.READER, context -> context.json(Map.of("runs", coordinator.runs()))),
                Route.get("/v1/runs/{run}", Role.READER, context -> context.json(view(context.pathParam("run")))),
                Route.get("/v1/runs/{run}/metrics", Role.READER, this::metrics));
    }

    private RunView view(String run) {
        return coordinator.runs().stream()
                .filter(view -> view.run().equals(run))
                .findFirst()
                .orElseThrow(() -> new HttpProblem(
                        404, "No such run", "run=" + run + ": is not known; GET /v1/runs lists what is"));
    }

    private void metrics(Context context) {
        String run = context.pathParam("run");
        context.json(Map.of("run", run, "points", curves.of(run)));
    }
}
