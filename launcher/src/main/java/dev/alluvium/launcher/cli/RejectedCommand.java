package dev.alluvium.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.launcher.client.Output;
import dev.alluvium.launcher.client.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rejected records with their reasons. */
@Command(name = "rejected", mixinStandardHelpOptions = true, description = "List rejected records and why.")
final class RejectedCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Option(names = "--model", description = "Only this model's.")
    @Nullable String model;

    @Option(names = "--reason", description = "Only this reason, such as duplicate, stale or invalid.")
    @Nullable String reason;

    @Option(names = "--limit", defaultValue = "50", description = "At most so many, newest first (default: 50).")
    int limit;

    @Override
    public Integer call() {
        String query = "?limit=" + limit + (model == null ? "" : "&model=" + model)
                + (reason == null ? "" : "&reason=" + reason);
        JsonNode found = target.api().get("/rejected" + query);
        JsonNode records = found.isArray() ? found : found.path("records");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode record : records) {
            rows.add(Arrays.asList(
                    record.path("reason").asText(),
                    record.path("model").asText(),
                    record.path("fact").asText("-"),
                    record.path("position").path("partition").asText() + "@"
                            + record.path("position").path("offset").asText(),
                    record.path("detail").asText()));
        }
        output.print(System.out, records, List.of("REASON", "MODEL", "FACT", "RAW", "DETAIL"), rows);
        return 0;
    }
}
