package dev.alluvium.launcher.cli;

import dev.alluvium.launcher.client.ApiClient;
import dev.alluvium.launcher.client.CliException;
import dev.alluvium.launcher.client.PipelineDrain;
import dev.alluvium.launcher.client.Pusher;
import dev.alluvium.launcher.client.RoundWatch;
import dev.alluvium.launcher.client.Target;
import dev.alluvium.launcher.client.Terminal;
import dev.alluvium.launcher.client.Verdicts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pushes records; with {@code --wait} also cuts the round and follows it to its verdict. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Push records from a file (JSON lines, a JSON array, Alpaca JSON) or from standard input.")
final class PushCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Parameters(paramLabel = "FILE", description = "A file, or - for standard input.")
    String file;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "For records that name none (default: the server's).")
    @Nullable String model;

    @Option(names = "--source", paramLabel = "NAME", description = "For records that name no source.")
    @Nullable String source;

    @Option(names = "--wait", description = "Cut the round and follow it to its verdict.")
    boolean wait;

    @Override
    public Integer call() throws Exception {
        ApiClient api = target.api();
        Terminal terminal = new Terminal(System.err);
        Pusher.Result result = new Pusher(api, terminal).push(file, model, source);
        System.out.println("pushed " + result.accepted() + " records"
                + (result.refused() > 0 ? ", " + result.refused() + " refused:" : ""));
        result.problems().forEach(problem -> System.err.println("  " + problem));
        if (!wait) {
            return result.refused() > 0 ? 1 : 0;
        }
        terminal.waiting("cleaning");
        try (PipelineDrain drain = new PipelineDrain(target.kafka())) {
            drain.await();
        }
        RoundWatch watch = new RoundWatch(api, terminal);
        String name = model != null
                ? model
                : api.get("/status").path("ingest-service").path("defaultModel").asText("notes");
        RoundWatch.End end = watch.cutAndFollow(name);
        terminal.line(Verdicts.sentence(name, end));
        if (end instanceof RoundWatch.End.GivenUp) {
            throw new CliException("training gave up; alluvium status says why");
        }
        boolean refused = end instanceof RoundWatch.End.Decided decided && !decided.promoted();
        return refused || result.refused() > 0 ? 1 : 0;
    }
}
