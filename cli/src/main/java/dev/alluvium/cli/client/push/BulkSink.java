package dev.alluvium.cli.client.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.UnavailableException;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.PushTime;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Sends batches to the service; while that cannot take them, waits and sends again what was not acknowledged. */
final class BulkSink implements RecordSink {
    private final ApiClient api;
    private final ResendPolicy resending;
    private final PushJournal journal;

    /**
     * A sink.
     *
     * @param resending what to do while the service cannot take records
     * @param journal keeps the time that all records of the push share which name none
     */
    BulkSink(ApiClient api, ResendPolicy resending, PushJournal journal) {
        this.journal = journal;
        this.api = api.impatient();
        this.resending = resending;
    }

    @Override
    public void send(List<byte[]> lines, BiConsumer<Integer, String> refused) {
        int done = 0;
        while (done < lines.size()) {
            int from = done;
            done += resending.send(
                    () -> post(lines.subList(from, lines.size()), (line, why) -> refused.accept(from + line, why)));
        }
    }

    /** Sends lines and returns how many of them the service has decided on. */
    private int post(List<byte[]> lines, BiConsumer<Integer, String> refused) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            body.writeBytes(line);
            body.write('\n');
        }
        HttpResponse<byte[]> response =
                api.push("/records:bulk", "application/x-ndjson", body.toByteArray(), journal.pushedAt());
        response.headers().firstValue(PushTime.HTTP_HEADER).ifPresent(journal::notePushedAt);
        JsonNode answer = Json.read(response.body(), JsonNode.class);
        int decided = 0;
        for (JsonNode result : answer.path("results")) {
            int line = result.path("line").asInt() - 1;
            if (result.path("status").asInt() != 202) {
                refused.accept(line, reasons(result.path("errors")));
            }
            decided = Math.max(decided, line + 1);
        }
        if (decided == 0) {
            throw new UnavailableException("the service decided on none of " + lines.size() + " records", null);
        }
        return decided;
    }

    private static String reasons(JsonNode errors) {
        List<String> reasons = new ArrayList<>();
        errors.forEach(error -> reasons.add(
                (error.path("pointer").asText("") + " " + error.path("rule").asText("")).strip()));
        return reasons.isEmpty() ? "the service gave no reason" : String.join("; ", reasons);
    }
}
