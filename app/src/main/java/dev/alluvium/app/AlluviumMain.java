package dev.alluvium.app;

import dev.alluvium.app.command.BaseCommand;
import dev.alluvium.app.command.CleanCommand;
import dev.alluvium.app.command.DemoCommand;
import dev.alluvium.app.command.ExportCommand;
import dev.alluvium.app.command.LogTarget;
import dev.alluvium.app.command.ModelCommand;
import dev.alluvium.app.command.TrainCommand;
import dev.alluvium.app.command.TrialCommand;
import dev.alluvium.app.command.UpCommand;
import dev.alluvium.bench.command.BenchCommand;
import dev.alluvium.cli.AlluviumCommand;
import dev.alluvium.cli.CommandGroup;
import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.client.CliException;

/** The {@code alluvium} command with all that runs in its own process. */
public final class AlluviumMain {
    private static final CommandGroup FIRST = new CommandGroup(LocalCommands.FIRST, AlluviumMain::type);
    private static final CommandGroup LAST = new CommandGroup(LocalCommands.LAST, AlluviumMain::type);

    private AlluviumMain() {}

    public static void main(String[] args) {
        System.setProperty("ai.djl.offline", "true");
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", logTarget(args).configuration());
        }
        System.exit(run(args));
    }

    /** Commands print what they were asked for, wherever the process that they ask logs to. */
    private static LogTarget logTarget(String[] args) {
        try {
            return args.length > 0 && args[0].equals("up") ? LogTarget.of(System.getenv()) : LogTarget.FILE;
        } catch (CliException e) {
            // The command itself says so.
            return LogTarget.FILE;
        }
    }

    private static Class<?> type(String name) {
        return switch (name) {
            case "demo" -> DemoCommand.class;
            case "up" -> UpCommand.class;
            case "train" -> TrainCommand.class;
            case "base" -> BaseCommand.class;
            case "model" -> ModelCommand.class;
            case "export" -> ExportCommand.class;
            case "trial" -> TrialCommand.class;
            case "clean" -> CleanCommand.class;
            case "bench" -> BenchCommand.class;
            default -> throw CommandGroup.unknown(name);
        };
    }

    /** Runs a command line and returns its exit status. */
    static int run(String... args) {
        return AlluviumCommand.run(FIRST, LAST, args);
    }
}
