package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.CountText;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.QueryString;
import dev.alluvium.cli.client.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trusted probes: questions whose answers prove that a fact is known. */
@Command(
        name = "probes",
        mixinStandardHelpOptions = true,
        description = "Push or list trusted probes: questions with known answers, by which versions are judged.",
        subcommands = {ProbesCommand.Push.class, ProbesCommand.ListProbes.class})
final class ProbesCommand {
    @Command(
            name = "push",
            mixinStandardHelpOptions = true,
            description =
                    "Push probes: JSON lines like {\"fact\":…,\"probes\":[{\"prompt\":…,\"expect\":…,\"forbid\":[…]}]}.")
    static final class Push implements Callable<Integer> {
        @Mixin
        final Target target = new Target();

        @Parameters(paramLabel = "FILE", description = "A file, or - for standard input.")
        String file;

        @Override
        public Integer call() throws IOException {
            byte[] lines = file.equals("-") ? System.in.readAllBytes() : read(Path.of(file));
            JsonNode answer = target.api().postLines("/probes", lines);
            System.out.println(
                    "pushed the probes of " + CountText.of(answer.path("facts").asLong(), "fact"));
            return 0;
        }

        private static byte[] read(Path path) throws IOException {
            if (Files.isDirectory(path)) {
                throw new CliException(
                        path + ": is a directory; name a file of JSON lines, or - for standard input", 2);
            }
            if (!Files.exists(path)) {
                throw new CliException(path + ": there is no such file; - reads standard input", 2);
            }
            return Files.readAllBytes(path);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List a model's trusted probes.")
    static final class ListProbes implements Callable<Integer> {
        @Mixin
        final Target target = new Target();

        @Mixin
        final Output output = new Output();

        @Option(
                names = "--model",
                paramLabel = "MODEL",
                defaultValue = "notes",
                description = "The model (default: ${DEFAULT-VALUE}).")
        String model;

        @Override
        public Integer call() {
            JsonNode byFact = target.api().get("/probes" + new QueryString().with("model", model));
            List<List<@Nullable Object>> rows = new ArrayList<>();
            byFact.fields().forEachRemaining(fact -> {
                for (JsonNode probe : fact.getValue()) {
                    List<String> forbidden = new ArrayList<>();
                    probe.path("forbid").forEach(value -> forbidden.add(value.asText()));
                    rows.add(Arrays.asList(
                            fact.getKey(),
                            probe.path("expect").asText(),
                            forbidden.isEmpty() ? null : String.join(", ", forbidden),
                            probe.path("prompt").asText()));
                }
            });
            output.print(System.out, byFact, List.of("FACT", "EXPECTED", "FORBIDDEN", "QUESTION"), rows);
            return 0;
        }
    }
}
