package dev.alluvium.ingest.adapter;

import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.ingest.admission.Admission;
import dev.alluvium.ingest.admission.Admitted;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.RawItem;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.runtime.http.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of a bulk request and what is made of each. */
record Bulk(List<Line> lines) {
    record Line(long number, Admission.Result result) {}

    static Bulk judge(Admission admission, byte[] body) {
        List<Line> lines = new ArrayList<>();
        try (RecordSource source = Formats.lines(new ByteArrayInputStream(body))) {
            for (RawItem item = source.next(); item != null; item = source.next()) {
                lines.add(new Line(item.number(), admission.judge(item.json(), Map.of())));
            }
        } catch (IOException e) {
            throw new HttpProblem(400, "Not JSON lines", String.valueOf(e.getMessage()));
        }
        return new Bulk(lines);
    }

    List<Admitted> admitted() {
        return lines.stream()
                .map(Line::result)
                .filter(Admission.Result.Accepted.class::isInstance)
                .map(result -> ((Admission.Result.Accepted) result).record())
                .toList();
    }

    int refused() {
        return lines.size() - admitted().size();
    }

    /** The answer, once the admitted lines stand at {@code positions}. */
    Map<String, Object> answer(List<RawPosition> positions) {
        Iterator<RawPosition> next = positions.iterator();
        List<Map<String, Object>> results = new ArrayList<>();
        for (Line line : lines) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("line", line.number());
            if (line.result() instanceof Admission.Result.Refused refused) {
                result.put("status", refused.tooLarge() ? 413 : 400);
                result.put("errors", refused.problems());
            } else {
                result.put("status", 202);
                result.put("position", next.next());
            }
            results.add(result);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("accepted", positions.size());
        answer.put("refused", refused());
        answer.put("results", results);
        return answer;
    }
}
