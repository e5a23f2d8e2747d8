package dev.alluvium.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Print a script that completes commands and options in bash and zsh.",
            "For this shell: source <(alluvium completion); for all: alluvium completion >> ~/.bashrc"
        })
final class CompletionCommand implements Runnable {
    static final String FORMER_NAME = "generate-completion";

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        System.out.print(AutoComplete.bash("alluvium", spec.root().commandLine()));
        System.out.flush();
    }
}
