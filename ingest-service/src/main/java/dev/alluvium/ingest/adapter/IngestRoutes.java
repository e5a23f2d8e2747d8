package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.config.Role;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.decode.Problem;
import dev.alluvium.contracts.record.decode.RecordSchema;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.RawItem;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Admission over HTTP. */
public final class IngestRoutes {
    private final Supplier<RawProducer> producer;
    private final Admission admission = new Admission();

    /** Routes exist before the producer does; until then it throws a problem. */
    public IngestRoutes(Supplier<RawProducer> producer) {
        this.producer = producer;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/records", Role.PUSHER, this::records),
                Route.post("/v1/records:bulk", Role.PUSHER, this::bulk),
                Route.get(
                        "/v1/schema",
                        null,
                        context ->
                                context.contentType("application/schema+json").result(RecordSchema.bytes())));
    }

    /** One record or an array of them: all are admitted, or none and every problem is named. */
    private void records(Context context) {
        RawProducer target = producer.get();
        byte[] body = RequestBody.read(context);
        boolean array = isArray(body);
        List<byte[]> values = array ? elements(body) : List.of(body);
        List<Admitted> admitted = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean tooLarge = false;
        for (int i = 0; i < values.size(); i++) {
            Admission.Result result = admission.judge(values.get(i), array ? Map.of() : eventHeaders(context));
            if (result instanceof Admission.Result.Accepted accepted) {
                admitted.add(accepted.record());
            } else {
                Admission.Result.Refused refused = (Admission.Result.Refused) result;
                tooLarge |= refused.tooLarge();
                String prefix = array ? "/" + i : "";
                refused.problems().forEach(problem -> problems.add(problem.below(prefix)));
            }
        }
        if (!problems.isEmpty()) {
            target.refused(values.size());
            throw refusal(problems, tooLarge);
        }
        List<RawPosition> positions = target.append(admitted);
        context.status(202).json(Map.of("accepted", positions.size(), "positions", positions));
    }

    /** JSON lines: each line has its own result. */
    private void bulk(Context context) {
        RawProducer target = producer.get();
        Bulk bulk = Bulk.judge(admission, RequestBody.read(context));
        target.refused(bulk.refused());
        List<RawPosition> positions = target.append(bulk.admitted());
        context.json(bulk.answer(positions));
    }

    private static HttpProblem refusal(List<Problem> problems, boolean tooLarge) {
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

    private static List<byte[]> elements(byte[] body) {
        List<byte[]> elements = new ArrayList<>();
        try (RecordSource source = Formats.open(new ByteArrayInputStream(body))) {
            for (RawItem item = source.next(); item != null; item = source.next()) {
                elements.add(item.json());
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
