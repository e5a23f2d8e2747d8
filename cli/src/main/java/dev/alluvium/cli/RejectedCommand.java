package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.QueryString;
import dev.alluvium.cli.client.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rejected records with their reasons. */
@Command(
        name = "rejected",
        mixinStandardHelpOptions = true,
        description = {
            "List rejected records and why, newest first.",
            "RAW is where a record was received; --output json also shows its redacted copy."
        })
final class RejectedCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Option(names = "--model", paramLabel = "MODEL", description = "Only this model's.")
    @Nullable String model;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only for this reason, such as duplicate, stale or invalid.")
    @Nullable String reason;

    @Option(names = "--source", paramLabel = "NAME", description = "Only of this source.")
    @Nullable String source;

    @Option(names = "--fact", paramLabel = "FACT", description = "Only about this fact.")
    @Nullable String fact;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most N records, from 1 to 1000 (default: ${DEFAULT-VALUE}).")
    int limit;

    @Override
    public Integer call() {
        QueryString query = new QueryString()
                .with("limit", limit)
                .with("model", model)
                .with("reason", reason)
                .with("source", source)
                .with("fact", fact);
        JsonNode records = target.api().get("/rejected" + query).path("rejected");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode record : records) {
            JsonNode raw = record.path("position");
            rows.add(List.of(
                    record.path("reason").asText(),
                    record.path("model").asText(),
                    record.path("fact").asText("-"),
                    raw.path("partition").asText() + "@" + raw.path("offset").asText(),
                    record.path("detail").asText()));
        }
        output.print(System.out, records, List.of("REASON", "MODEL", "FACT", "RAW", "DETAIL"), rows);
        if (output.isTable() && records.size() == limit) {
            System.err.println("these are the newest " + limit + "; --limit shows more");
        }
        return 0;
    }
}
