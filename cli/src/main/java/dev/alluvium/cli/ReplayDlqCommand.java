package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.QueryString;
import dev.alluvium.cli.client.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters, or offers them again. */
@Command(
        name = "replay-dlq",
        mixinStandardHelpOptions = true,
        description = {
            "Offer dead letters (messages that could not be decoded) to cleaning again: all, or those that options choose.",
            "Each is replayed once; one that still cannot be decoded becomes a dead letter of its own."
        })
final class ReplayDlqCommand implements Callable<Integer> {
    private static final int LISTED = 50;

    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Option(names = "--dry-run", description = "Only list them, newest first.")
    boolean dryRun;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Only this letter, by its id in the list, such as 0-17. Repeatable.")
    List<String> ids = new ArrayList<>();

    @Option(names = "--problem", paramLabel = "TEXT", description = "Only those whose problem has this text in it.")
    @Nullable String problem;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only those received on this topic.")
    @Nullable String topic;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "With --dry-run: at most N letters, from 1 to 1000 (default: 50).")
    @Nullable Integer limit;

    @Override
    public Integer call() {
        if (limit != null && !dryRun) {
            throw new CliException(
                    "--limit: is for --dry-run, which lists; a replay takes all that --id, --problem and"
                            + " --topic choose",
                    2);
        }
        int most = limit == null ? LISTED : limit;
        QueryString query = new QueryString().with("problem", problem).with("topic", topic);
        ids.forEach(id -> query.with("id", id));
        if (dryRun) {
            list(target.api().get("/dead-letters" + query.with("limit", most)).path("deadLetters"), most);
        } else {
            replay(target.api(), query);
        }
        return 0;
    }

    private void list(JsonNode letters, int most) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (JsonNode letter : letters) {
            rows.add(List.of(
                    letter.path("id").asText(),
                    letter.path("state").asText(),
                    letter.path("topic").asText("-") + "-"
                            + letter.path("partition").asText("-") + "@"
                            + letter.path("offset").asText("-"),
                    letter.path("bytes").asText(),
                    letter.path("problem").asText("-")));
        }
        output.print(System.out, letters, List.of("ID", "REPLAY", "RAW", "BYTES", "PROBLEM"), rows);
        if (output.isTable() && letters.size() == most) {
            System.err.println("these are the newest " + most + "; --limit shows more");
        }
    }

    private void replay(ApiClient api, QueryString query) {
        JsonNode result = api.post("/dead-letters:replay" + query, Map.of());
        int skipped = result.path("skipped").asInt();
        if (!ids.isEmpty() && result.path("replayed").asInt() + skipped == 0) {
            throw new CliException(
                    "no dead letter has the id " + String.join(" or ", ids) + "; replay-dlq --dry-run lists them");
        }
        if (!output.isTable()) {
            output.print(System.out, result);
            return;
        }
        int left = result.path("left").asInt();
        System.out.println("replayed " + result.path("replayed").asInt()
                + (skipped > 0 ? ", skipped " + skipped + " that no replay can help" : "")
                + (left > 0 ? ", left " + left + " that were not meant" : ""));
    }
}
