package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.CountText;
import dev.alluvium.cli.client.ExitStatus;
import dev.alluvium.cli.client.Polling;
import dev.alluvium.cli.client.QueryString;
import dev.alluvium.cli.client.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases a fact, and returns once no run that is planned from then on trains it. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Erase a fact: no training run that is planned from now on uses it.",
            "Versions that have learnt it keep it until `alluvium consolidate`; a newer record brings the fact back."
        },
        footer = {
            "",
            "Exit status 0 once the erasure stands; 1 if it was refused; 3 if it is ordered and did not stand within --patience."
        })
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Parameters(index = "0", paramLabel = "MODEL", description = "The model.")
    String model;

    @Parameters(index = "1", paramLabel = "FACT", description = "The fact, named as in its records.")
    String fact;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait until the erasure stands (default: ${DEFAULT-VALUE}).")
    int patience = 120;

    @Override
    public Integer call() throws InterruptedException {
        if (fact.isBlank()) {
            throw new CliException("FACT='" + fact + "': must name the fact; try product/AX-200/weight", 2);
        }
        if (patience < 0) {
            throw new CliException("--patience=" + patience + ": must be 0 or more; try 120", 2);
        }
        ApiClient api = target.api();
        String path = "/models/" + model + "/erasures";
        JsonNode ordered = api.post(path, Map.of("fact", fact));
        String named = ordered.path("fact").asText();
        Instant at = Instant.parse(ordered.path("at").asText());
        String query = path + new QueryString().with("fact", named);
        Polling.until(
                "the erasure of " + named + " stands (it is ordered; `alluvium status` shows what it waits for)",
                Duration.ofSeconds(patience),
                ExitStatus.WAITS,
                () -> stands(api.get(query), at));
        System.out.println(sentence(ordered, named) + effect(api.get(query), named));
        return 0;
    }

    private static boolean stands(JsonNode erasures, Instant at) {
        String through = erasures.path("through").asText("");
        return !through.isEmpty() && !Instant.parse(through).isBefore(at);
    }

    private String sentence(JsonNode ordered, String named) {
        if (!ordered.path("done").asBoolean()) {
            return model + ": " + named + " is erased already, and no record has come since";
        }
        JsonNode records = ordered.path("records");
        return model + ": " + named + " is erased"
                + (records.isNumber() ? ", with " + CountText.of(records.asLong(), "record") : "");
    }

    private String effect(JsonNode erasures, String named) {
        for (JsonNode waiting : erasures.path("facts")) {
            if (waiting.path("fact").asText().equals(named)) {
                return "; version " + erasures.path("version").asInt()
                        + " was trained on it, and `alluvium consolidate " + model + "` rebuilds it without";
            }
        }
        return "; the champion, version " + erasures.path("version").asInt() + ", was not trained on it";
    }
}
