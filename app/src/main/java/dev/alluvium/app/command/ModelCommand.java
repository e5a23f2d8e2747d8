package dev.alluvium.app.command;

import dev.alluvium.cli.LocalCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checkpoints on this machine; no service need run. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = LocalCommands.MODEL,
        subcommands = {
            ModelInspectCommand.class,
            ModelConvertCommand.class,
            ModelRandomCommand.class,
            ModelScoreCommand.class,
            ModelAddCommand.class
        })
public final class ModelCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: model --help lists them");
    }
}
