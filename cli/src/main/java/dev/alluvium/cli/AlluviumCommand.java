package dev.alluvium.cli;

import dev.alluvium.cli.client.ProgressLine;
import dev.alluvium.cli.client.VisibleOutput;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code alluvium}: exit status 0, 1 (refused or failed), 2 (usage) or 3 (waits). */
@Command(
        name = "alluvium",
        mixinStandardHelpOptions = true,
        version = "alluvium 0.1.0",
        description = "Streams of knowledge settle into your model.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:Done; what was followed is promoted.",
            "1:Refused, or failed.",
            "2:The command line or the configuration is wrong.",
            "3:What was followed waits, mostly for an operator: push --wait, train, promote --canary --wait, order, forget."
        },
        footer = {"", "alluvium help COMMAND tells more; alluvium completion completes commands in bash and zsh."})
public final class AlluviumCommand implements Runnable {
    @Spec
    CommandSpec spec;

    /** Runs a command line of the client commands alone, or of none, and returns its exit status. */
    public static int run(String... args) {
        if (args.length > 0 && !args[0].startsWith("-")) {
            return run(List.of(ClientCommands.GROUP), args);
        }
        return run(
                new CommandGroup(LocalCommands.FIRST, LocalCommands::outline),
                new CommandGroup(LocalCommands.LAST, LocalCommands::outline),
                args);
    }

    /**
     * Runs a command line and returns its exit status.
     *
     * @param before commands that the help lists before the client commands
     * @param after commands that the help lists after them
     */
    public static int run(CommandGroup before, CommandGroup after, String... args) {
        return run(List.of(before, ClientCommands.GROUP, after), args);
    }

    private static int run(List<CommandGroup> groups, String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ProgressLine drawn = new ProgressLine();
        System.setOut(new VisibleOutput(out, drawn));
        System.setErr(new VisibleOutput(err, drawn));
        try {
            return CommandTree.of(groups, args)
                    .setParameterExceptionHandler((e, words) -> wrong(e, List.of(words), groups))
                    .setExecutionExceptionHandler((e, command, result) -> failed(e))
                    .execute(args);
        } finally {
            drawn.erase();
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static int wrong(ParameterException e, List<String> args, List<CommandGroup> groups) {
        if (e instanceof NothingNamedException) {
            e.getCommandLine().usage(System.err);
        } else {
            System.err.println(UsageProblem.of(e, args, CommandTree.names(groups)));
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e) {
        FailureText failure = FailureText.of(e);
        System.err.println("alluvium: " + failure.message());
        if (!failure.expected() && System.getenv("ALLUVIUM_DEBUG") != null) {
            e.printStackTrace();
        }
        return failure.exitCode();
    }

    @Override
    public void run() {
        throw new NothingNamedException(spec.commandLine());
    }

    /** Who names no command sees which there are. */
    private static final class NothingNamedException extends ParameterException {
        NothingNamedException(CommandLine line) {
            super(line, "name a command");
        }
    }
}
