package dev.alluvium.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code alluvium help push}: the same as {@code alluvium push --help}. */
@Command(name = "help", helpCommand = true, description = "Show how a command is used.")
final class HelpCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Such as push, or model add; none lists all.")
    List<String> words = new ArrayList<>();

    @Override
    public void run() {
        CommandLine shown = spec.parent().commandLine();
        for (String word : words) {
            CommandLine next = shown.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(shown, List.of(word));
            }
            shown = next;
        }
        shown.usage(System.out);
    }
}
