package dev.alluvium.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.alluvium.app.demo.Demo;
import dev.alluvium.app.demo.DemoReport;
import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the whole story in one run. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = LocalCommands.DEMO)
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--seed", defaultValue = "7", description = "Which world of new facts (default: 7).")
    long seed;

    @Option(names = "--json", description = "One object on standard output; progress goes to standard error.")
    boolean json;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep the data here (default: a temporary directory).")
    @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        DemoReport report = new Demo(seed, data, new Terminal(json ? System.err : System.out)).run();
        if (json) {
            print(report);
        }
        return report.ok() ? 0 : 1;
    }

    private static void print(DemoReport report) throws JsonProcessingException {
        System.out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    }
}
