package dev.alluvium.evaluator.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.evaluator.card.CardInput;
import dev.alluvium.evaluator.card.CardInput.LossPoint;
import dev.alluvium.evaluator.card.DecisionCard;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models/MODEL/reports/RUN/card}: the decision card of a run's last report, as a page. */
public final class CardRoute {
    private final ReportStore reports;
    private final ObjectStore store;
    private final EvaluatorState state;

    public CardRoute(ReportStore reports, ObjectStore store, EvaluatorState state) {
        this.reports = reports;
        this.store = store;
        this.state = state;
    }

    /** The route. */
    public Route route() {
        return Route.get("/v1/models/{model}/reports/{run}/card", Role.READER, this::answer);
    }

    private void answer(Context context) {
        EvaluationReport report = ReportRoute.report(reports, context);
        Optional<ModelState> model = state.model(report.model());
        Optional<VersionState> version = model.flatMap(it -> it.byRun(report.run()));
        List<EvaluationReport> earlier = model.map(it -> earlier(it, report)).orElse(List.of());
        CardInput card = new CardInput(report, version.orElse(null), curve(report), earlier);
        context.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
        context.contentType("text/html; charset=utf-8").result(DecisionCard.html(card));
    }

    /** Verdicts on versions that learnt any of the same rounds or records, before this one. */
    private List<EvaluationReport> earlier(ModelState model, EvaluationReport report) {
        return model.versions().values().stream()
                .filter(version ->
                        version.parent() == report.parent() || !Collections.disjoint(version.rounds(), report.rounds()))
                .flatMap(version -> reports.ofRun(version.run()).stream())
                .filter(each -> each.at().isBefore(report.at()))
                .filter(each -> each.sharesWith(report))
                .toList();
    }

    private List<LossPoint> curve(EvaluationReport report) {
        String key = report.adapter().key().replaceFirst("adapter/$", "metrics.jsonl");
        return store.get(key).map(StoredObject::bytes).stream()
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .map(CardRoute::point)
                .toList();
    }

    private static LossPoint point(JsonNode point) {
        JsonNode validation = point.path("validationLoss");
        return new LossPoint(
                point.path("step").asInt(),
                point.path("averageLoss").asDouble(),
                validation.isNumber() ? Double.valueOf(validation.asDouble()) : null);
    }
}
