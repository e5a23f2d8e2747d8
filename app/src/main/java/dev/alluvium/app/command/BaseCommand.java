package dev.alluvium.app.command;

import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.tiny.BaseBuild;
import dev.alluvium.tiny.BaseRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Base models. */
@Command(
        name = "base",
        mixinStandardHelpOptions = true,
        description = LocalCommands.BASE,
        subcommands = {BaseCommand.Build.class, BasePrepareCommand.class})
public final class BaseCommand {
    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Pre-train the tiny base from nothing: a Hugging Face directory with its measured profile.")
    static final class Build implements Callable<Integer> {
        @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new or empty directory.")
        Path out;

        @Option(names = "--seed", defaultValue = "1", description = "Default: 1, the seed of the shipped base.")
        long seed;

        @Option(names = "--steps", description = "Optimizer steps (default: those of the shipped base).")
        @Nullable Integer steps;

        @Override
        public Integer call() throws IOException {
            if (Files.isDirectory(out)) {
                try (Stream<Path> files = Files.list(out)) {
                    if (files.findAny().isPresent()) {
                        throw new CliException("--out " + out + ": is not empty; choose a new directory", 2);
                    }
                }
            }
            BaseRecipe recipe = BaseRecipe.standard().withSeed(seed);
            Terminal terminal = new Terminal(System.err);
            var figures = BaseBuild.run(
                    steps == null ? recipe : recipe.withSteps(steps),
                    out,
                    (step, of, loss, speed) -> terminal.progress(
                            "pre-training",
                            step,
                            of,
                            String.format(Locale.ROOT, "loss %.3f  %,.0f tok/s", loss, speed)));
            terminal.line("wrote " + out);
            System.out.println(figures);
            return 0;
        }
    }
}
