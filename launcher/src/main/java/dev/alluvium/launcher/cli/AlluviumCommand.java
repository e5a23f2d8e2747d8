package dev.alluvium.launcher.cli;

import java.util.Objects;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code alluvium}: exit status 0, 1 (refused or failed), 2 (usage) or 3 (waits for an operator). */
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
            "3:What was followed waits for an operator: push --wait, train, promote --canary --wait."
        },
        subcommands = {
            UpCommand.class,
            StopCommand.class,
            LogsCommand.class,
            StatusCommand.class,
            PushCommand.class,
            ProbesCommand.class,
            CleanCommand.class,
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
            BaseCommand.class,
            ModelCommand.class,
            ExportCommand.class,
            TopicsCommand.class,
            TrainCommand.class,
            TrialCommand.class,
            BenchCommand.class,
            DemoCommand.class,
            GenerateCompletion.class
        })
public final class AlluviumCommand implements Runnable {
    @Spec
    CommandSpec spec;

    /** Runs a command line and returns its exit status. */
    public static int run(String... args) {
        CommandLine line = new CommandLine(new AlluviumCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, result) -> failed(e));
        Objects.requireNonNull(line.getSubcommands().get("generate-completion"))
                .getCommandSpec()
                .usageMessage()
                .hidden(true);
        return line.execute(args);
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
