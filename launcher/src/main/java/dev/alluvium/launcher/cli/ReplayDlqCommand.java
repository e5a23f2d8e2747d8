package dev.alluvium.launcher.cli;

import dev.alluvium.launcher.client.Output;
import dev.alluvium.launcher.client.Target;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters, or offers them again. */
@Command(name = "replay-dlq", mixinStandardHelpOptions = true, description = "Offer the dead letters again, each once.")
final class ReplayDlqCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Option(names = "--dry-run", description = "Only list them.")
    boolean dryRun;

    @Override
    public Integer call() {
        output.print(
                System.out,
                dryRun ? target.api().get("/dead-letters") : target.api().post("/dead-letters:replay", Map.of()));
        return 0;
    }
}
