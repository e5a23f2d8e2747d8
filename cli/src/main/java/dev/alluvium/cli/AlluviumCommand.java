package dev.alluvium.cli;

import dev.alluvium.cli.client.VisibleOutput;
import java.io.PrintStream;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
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
        })
public final class AlluviumCommand implements Runnable {
    /** Commands that talk to an installation and need nothing but its address, in the order of the help. */
    private static final List<Class<?>> CLIENTS = List.of(
            StopCommand.class,
            LogsCommand.class,
            StatusCommand.class,
            PushCommand.class,
            ProbesCommand.class,
            RejectedCommand.class,
            ReplayDlqCommand.class,
            VersionsCommand.class,
            ShowCommand.class,
            CompareCommand.class,
            HistoryCommand.class,
            PromoteCommand.class,
            RejectCommand.class,
            RollbackCommand.class,
            DrillCommand.class,
            OrderCommand.class,
            ModelCommands.Resume.class,
            ModelCommands.Freeze.class,
            ModelCommands.Requeue.class,
            ForgetCommand.class,
            ModelCommands.Cancel.class,
            ModelCommands.Consolidate.class,
            AskCommand.class,
            TopicsCommand.class);

    @Spec
    CommandSpec spec;

    /** Runs a command line of the client commands alone and returns its exit status. */
    public static int run(String... args) {
        return run(List.of(), List.of(), args);
    }

    /**
     * Runs a command line and returns its exit status.
     *
     * @param before commands that the help lists before the client commands
     * @param after commands that the help lists after them
     */
    public static int run(List<Class<?>> before, List<Class<?>> after, String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new VisibleOutput(out));
        System.setErr(new VisibleOutput(err));
        try {
            return execute(before, after, args);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static int execute(List<Class<?>> before, List<Class<?>> after, String... args) {
        CommandLine line = new CommandLine(new AlluviumCommand());
        before.forEach(line::addSubcommand);
        CLIENTS.forEach(line::addSubcommand);
        after.forEach(line::addSubcommand);
        CommandLine completion = new CommandLine(GenerateCompletion.class);
        completion.getCommandSpec().usageMessage().hidden(true);
        return line.addSubcommand(completion)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, result) -> failed(e))
                .execute(args);
    }

    private static int failed(Exception e) {
        Failure failure = Failure.of(e);
        System.err.println("alluvium: " + failure.message());
        if (!failure.expected() && System.getenv("ALLUVIUM_DEBUG") != null) {
            e.printStackTrace();
        }
        return failure.exitCode();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
