package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.CountText;
import dev.alluvium.cli.client.DrillResult;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.knowledge.registry.ModelState;
import java.io.Console;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Practises a rollback. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "Practise a rollback: go back to the version before on every replica, and forward again.",
        footer = {
            "",
            "For a moment users are answered by the version before. Nothing is quarantined or frozen; the log says"
                    + " that it was a drill. Exit status 1 if a replica took longer than --limit to prove either step.",
            "A drill that was cut off is in `alluvium status`; promoting the version that it left ends it."
        })
final class DrillCommand implements Callable<Integer> {
    @Mixin
    final Target target = new Target();

    @Mixin
    final Output output = new Output();

    @Mixin
    final ModelArgument model = new ModelArgument();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    @Option(
            names = "--limit",
            paramLabel = "MILLIS",
            defaultValue = "1000",
            description = "Milliseconds within which every replica must prove each step (default: ${DEFAULT-VALUE}).")
    long limit;

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1) {
            throw new CliException("--limit=" + limit + ": must be at least 1; try 1000", 2);
        }
        Console console = System.console();
        if (!yes && console == null) {
            throw new CliException("a drill changes what users are answered for a moment; add --yes", 2);
        }
        Registry registry = new Registry(target.api());
        ModelState state = registry.model(model.name);
        if (!yes && console != null && !confirmed(console, state)) {
            throw new CliException("nothing was done");
        }
        DrillResult drill = DrillResult.run(registry, state, limit);
        if (output.isTable()) {
            print(drill);
        } else {
            output.print(System.out, drill);
        }
        return drill.passed() ? 0 : 1;
    }

    private boolean confirmed(Console console, ModelState state) {
        int back = state.get(state.champion()).parent();
        String answer = console.readLine(
                "Users of %s are answered by version %d for a moment. Go on? [y/N] ", model.name, back);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static void print(DrillResult drill) {
        System.out.printf(
                Locale.ROOT,
                "%s %s: %s proved version %d after %d ms, and version %d again after %d ms%n",
                drill.passed() ? "✓" : "✗",
                drill.model(),
                CountText.of(drill.replicas(), "replica"),
                drill.to(),
                drill.backMillis(),
                drill.from(),
                drill.forwardMillis());
        System.out.println(
                drill.passed()
                        ? "nothing was quarantined or frozen"
                        : "one step took more than " + drill.limitMillis() + " ms");
    }
}
