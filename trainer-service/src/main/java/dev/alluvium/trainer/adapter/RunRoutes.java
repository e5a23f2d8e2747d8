package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.config.Role;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.trainer.desk.Job;
import dev.alluvium.trainer.desk.RunView;
import dev.alluvium.trainer.desk.TrainerDesk;
import dev.alluvium.trainer.run.StopSignal;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** Runs over HTTP. */
public final class RunRoutes {
    private final TrainerDesk desk;

    public RunRoutes(TrainerDesk desk) {
        this.desk = desk;
    }

    /** {@code GET /v1/runs}, {@code GET /v1/runs/RUN}, {@code POST /v1/runs/RUN:cancel}. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/runs", Role.READER, context -> context.json(Map.of("runs", desk.runs()))),
                Route.get("/v1/runs/{run}", Role.READER, context -> context.json(view(context.pathParam("run")))),
                Route.post("/v1/runs/{run}:cancel", Role.OPERATOR, this::cancel));
    }

    private RunView view(String run) {
        return desk.runs().stream()
                .filter(view -> view.run().equals(run))
                .findFirst()
                .orElseThrow(() -> new HttpProblem(
                        404, "No such run", "run=" + run + ": is not known; GET /v1/runs lists what is"));
    }

    private void cancel(Context context) {
        String run = context.pathParam("run");
        Job job = desk.job()
                .filter(present -> present.run().run().equals(run))
                .orElseThrow(() -> new HttpProblem(
                        409, "Not running", "run=" + run + ": is not the present run, which alone can be cancelled"));
        job.stop().stop(StopSignal.Reason.CANCELLED);
        context.status(202).json(RunView.of(job));
    }
}
