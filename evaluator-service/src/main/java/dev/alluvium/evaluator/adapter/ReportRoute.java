package dev.alluvium.evaluator.adapter;

import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;

/** {@code GET /v1/models/MODEL/reports/RUN}: the last report of a run, or the one that {@code evaluation} names. */
public final class ReportRoute {
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private ReportRoute() {}

    /** The route over the reports of a store. */
    public static Route of(ReportStore reports) {
        return Route.get(
                "/v1/models/{model}/reports/{run}", Role.READER, context -> context.json(report(reports, context)));
    }

    /** The report that a request names. */
    static EvaluationReport report(ReportStore reports, Context context) {
        String model = context.pathParam("model");
        String run = context.pathParam("run");
        String evaluation = context.queryParam("evaluation");
        List<EvaluationReport> found = !RUN.matcher(run).matches()
                ? List.of()
                : reports.ofRun(run).stream()
                        .filter(report -> report.model().equals(model))
                        .filter(report ->
                                evaluation == null || report.evaluation().equals(evaluation))
                        .toList();
        if (found.isEmpty()) {
            throw new HttpProblem(
                    404,
                    "no such report",
                    "model " + model + " has no such report of run " + run + "; alluvium versions " + model
                            + " lists its runs");
        }
        return found.get(found.size() - 1);
    }
}
