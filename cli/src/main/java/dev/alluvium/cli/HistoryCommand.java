package dev.alluvium.cli;

import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Query;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who changed what of a model, when and why. */
@Command(name = "history", mixinStandardHelpOptions = true, description = "Show who changed what, when and why.")
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Mixin
    final ModelArgument model = new ModelArgument();

    @Option(names = "--at", paramLabel = "TIME", description = "As it was at this time, ISO 8601.")
    @Nullable String at;

    @Override
    public Integer call() {
        String query = new Query().with("at", at).toString();
        output.print(System.out, new Registry(target.api()).history(model.name, query));
        return 0;
    }
}
