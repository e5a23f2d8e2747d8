package dev.alluvium.app.command;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores texts by a checkpoint on this machine. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Print the log-probability of each token of a text, in nats, given the tokens before it.",
            "The tokens are those of the base's tokenizer, with what it puts first, such as <s>; the first one has none."
        })
public final class ModelScoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A Hugging Face model directory.")
    Path directory;

    @Option(names = "--adapter", paramLabel = "DIR", description = "A PEFT directory to put on it.")
    @Nullable Path adapter;

    @ArgGroup(multiplicity = "1")
    Source source;

    @Option(names = "--json", description = "One object a line: {\"ids\":[…],\"logprobs\":[null,…]}.")
    boolean json;

    static final class Source {
        @Option(names = "--text", description = "The text.")
        @Nullable String text;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Lines of {\"text\":…}, or - for standard input; read and scored as they come.")
        @Nullable String file;
    }

    @Override
    public Integer call() throws IOException {
        try (TextScores scores = TextScores.open(directory, adapter, json, System.out)) {
            String file = source.file;
            if (file == null) {
                scores.text(String.valueOf(source.text));
                return 0;
            }
            long bad = scores.lines(reader(file), new Terminal(System.err));
            if (bad > 0) {
                System.err.println("alluvium: " + bad + (bad == 1 ? " line was" : " lines were") + " not scored");
            }
            return bad == 0 ? 0 : 1;
        }
    }

    private static BufferedReader reader(String file) throws IOException {
        if (Files.isDirectory(Path.of(file))) {
            throw new CliException("--file " + file + ": is a directory; give a file of JSON lines, or -", 2);
        }
        try {
            return file.equals("-")
                    ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    : Files.newBufferedReader(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new CliException("--file " + file + ": does not exist; give a file of JSON lines, or -", 2);
        }
    }
}
