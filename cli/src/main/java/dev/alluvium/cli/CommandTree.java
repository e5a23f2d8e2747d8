package dev.alluvium.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that one command line needs: the one that it names, and of the others no more than the help shows. */
final class CommandTree {
    private static final List<String> HELP = List.of("help", "completion");

    private final List<CommandGroup> groups;
    private final List<String> words;

    private CommandTree(List<CommandGroup> groups, String... args) {
        this.groups = groups;
        this.words = Arrays.asList(args);
    }

    /** The tree for a command line. */
    static CommandLine of(List<CommandGroup> groups, String... args) {
        return new CommandTree(groups, args).build();
    }

    private CommandLine build() {
        CommandLine root = new CommandLine(new AlluviumCommand());
        String first = words.isEmpty() ? "" : words.get(0);
        for (CommandGroup group : groups) {
            if (group.names().contains(first)) {
                root.addSubcommand(first, group.type().apply(first));
                return settled(root);
            }
        }
        // A word that begins with @ may be a file with further words.
        boolean all = isCompletion(first) || words.stream().anyMatch(word -> word.startsWith("@"));
        Set<String> whole = Set.copyOf(words);
        for (CommandGroup group : groups) {
            for (String name : group.names()) {
                Class<?> type = group.type().apply(name);
                root.addSubcommand(name, all || whole.contains(name) ? type : outline(name, type));
            }
        }
        root.addSubcommand("help", HelpCommand.class);
        root.addSubcommand("completion", CompletionCommand.class);
        if (first.equals(CompletionCommand.FORMER_NAME)) {
            root.addSubcommand(first, CompletionCommand.class);
        }
        return settled(root);
    }

    /** Every name that a first word may be. */
    static List<String> names(List<CommandGroup> groups) {
        List<String> names = new ArrayList<>(HELP);
        groups.forEach(group -> names.addAll(group.names()));
        return names;
    }

    private static boolean isCompletion(String word) {
        return word.equals("completion") || word.equals(CompletionCommand.FORMER_NAME);
    }

    /** Settings that picocli hands down to the subcommands that are there already. */
    private static CommandLine settled(CommandLine root) {
        return root.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Name and description without options. */
    private static CommandSpec outline(String name, Class<?> type) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(type.getAnnotation(Command.class).description());
        return spec;
    }
}
