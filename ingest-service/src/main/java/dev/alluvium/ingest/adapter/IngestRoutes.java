package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admission.Result;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.admission.IdempotencyKeys;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import dev.alluvium.knowledge.decode.RecordProblem;
import dev.alluvium.knowledge.decode.RecordSchema;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Admission of records over HTTP. */
public final class IngestRoutes {
    private static final String EVENT_BATCH = "application/cloudevents-batch";

    private final Supplier<AdmissionLimits> intake;
    private final RequestConcurrency places;
    private final Admission admission = new Admission();
    private final IdempotentAnswers answers;

    /**
     * Routes exist before the intake does; until then it throws a problem.
     */
    IngestRoutes(Supplier<AdmissionLimits> intake, RequestConcurrency places, IdempotencyKeys keys) {
        this.intake = intake;
        this.answers = new IdempotentAnswers(keys);
        this.places = places;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/v1/records", Role.PUSHER, places.open(this::records)),
                Route.post("/v1/records:bulk", Role.PUSHER, places.open(this::lines)),
                Route.get(
                        "/v1/schema",
                        null,
                        context ->
                                context.contentType("application/schema+json").result(RecordSchema.bytes())));
    }

    /**
     * One record or an array of them: all are admitted, or none and every problem is named. The events of a batch of
     * CloudEvents have nothing to do with each other, so each has its own result.
     */
    private void records(Context context) throws IOException {
        String type = context.contentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith(EVENT_BATCH)) {
            bulk(context).elements(RequestBody.stream(context, RequestBody.MAX_STREAMED));
            return;
        }
        AdmissionLimits target = intake.get();
        byte[] body = RequestBody.read(context);
        byte[] answer = places.work(() -> answers.answer(context, body, target::keep, () -> {
            List<RawPosition> positions = target.append(
                    admitted(context, target, body), AdmissionLimits.caller(context), target.pushedAt(context));
            return Json.bytes(Map.of("accepted", positions.size(), "positions", positions));
        }));
        context.status(202).contentType("application/json").result(answer);
    }

    /** JSON lines: each line has its own result. */
    private void lines(Context context) throws IOException {
        bulk(context).lines(RequestBody.stream(context, RequestBody.MAX_STREAMED));
    }

    private BulkRequest bulk(Context context) {
        AdmissionLimits target = intake.get();
        String caller = AdmissionLimits.caller(context);
        Instant pushedAt = target.pushedAt(context);
        BulkAnswer answer = new BulkAnswer(
                () -> context.status(200).contentType("application/json").outputStream());
        return new BulkRequest(
                admission,
                records -> places.work(() -> target.append(records, caller, pushedAt)),
                target::refused,
                answer);
    }

    private List<Admitted> admitted(Context context, AdmissionLimits target, byte[] body) {
        boolean array = isArray(body);
        List<Result> results = array ? elements(body) : List.of(admission.judge(body, eventHeaders(context)));
        List<Admitted> admitted = new ArrayList<>();
        List<RecordProblem> problems = new ArrayList<>();
        boolean tooLarge = false;
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Result.Accepted accepted) {
                admitted.add(accepted.record());
            } else {
                Result.Refused refused = (Result.Refused) results.get(i);
                tooLarge |= refused.tooLarge();
                String prefix = array ? "/" + i : "";
                refused.problems().forEach(problem -> problems.add(problem.below(prefix)));
            }
        }
        if (!problems.isEmpty()) {
            target.refused(results.size());
            throw refusal(problems, tooLarge);
        }
        return admitted;
    }

    private static HttpProblem refusal(List<RecordProblem> problems, boolean tooLarge) {
        Map<String, Object> errors = Map.of("errors", problems);
        String first = problems.get(0).toString();
        return tooLarge
                ? new HttpProblem(413, "Record too large", first, errors)
                : new HttpProblem(400, "Not a valid record", first, errors);
    }

    private static boolean isArray(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '[';
            }
        }
        return false;
    }

    private List<Result> elements(byte[] body) {
        List<Result> elements = new ArrayList<>();
        try (RecordSource source = Formats.array(new ByteArrayInputStream(body))) {
            for (SourceItem item = source.next(); item != null; item = source.next()) {
                elements.add(admission.judge(item));
            }
            return elements;
        } catch (IOException e) {
            throw new HttpProblem(400, "Not JSON", String.valueOf(e.getMessage()));
        }
    }

    /** HTTP's binary mode of CloudEvents has ce-time where Kafka's has ce_time. */
    private static Map<String, String> eventHeaders(Context context) {
        Map<String, String> headers = new HashMap<>();
        context.headerMap().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("ce-")) {
                headers.put("ce_" + lower.substring(3), value);
            }
        });
        return headers;
    }
}
