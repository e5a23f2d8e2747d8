package dev.alluvium.cli.client.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.client.UnavailableException;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.PushTime;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Sends batches to the service; while that cannot take them, waits and sends again what was not acknowledged. */
final class BulkSink implements RecordSink {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ApiClient api;
    private final Terminal terminal;
    private final Duration patience;
    private final PushJournal journal;

    /**
     * A sink.
     *
     * @param patience how long to go on trying with one batch
     * @param journal keeps the time that all records of the push share which name none
     */
    BulkSink(ApiClient api, Terminal terminal, Duration patience, PushJournal journal) {
        this.journal = journal;
        this.api = api.impatient();
        this.terminal = terminal;
        this.patience = patience;
    }

    @Override
    public void send(List<byte[]> lines, BiConsumer<Integer, String> refused) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = Duration.ofSeconds(1);
        int done = 0;
        while (done < lines.size()) {
            try {
                int from = done;
                done += post(lines.subList(from, lines.size()), (line, why) -> refused.accept(from + line, why));
                pause = Duration.ofSeconds(1);
            } catch (UnavailableException e) {
                Duration wait = e.retryAfter().orElse(pause);
                if (System.nanoTime() + wait.toNanos() > deadline) {
                    throw new CliException(e.getMessage() + "; gave up after " + patience.toSeconds()
                            + " s. Run the same command again: it goes on where it stopped");
                }
                terminal.waiting("trying again in " + wait.toSeconds() + " s: " + e.getMessage());
                sleep(wait);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** Sends lines and returns how many of them the service has decided on. */
    private int post(List<byte[]> lines, BiConsumer<Integer, String> refused) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            body.writeBytes(line);
            body.write('\n');
        }
        HttpResponse<byte[]> response = api.pushLines("/records:bulk", body.toByteArray(), journal.pushedAt());
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

    private static void sleep(Duration wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted; run the same command again to go on");
        }
    }
}
