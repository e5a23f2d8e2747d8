package dev.alluvium.cli;

import dev.alluvium.settings.binder.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in a sentence that names the remedy. */
final class UsageProblem {
    /** What picocli says where a group of commands is named and none of it. */
    private static final String NO_SUBCOMMAND = "Missing required subcommand";

    private static final int SHORTEST_PREFIX = 3;

    /** What other tools call it. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("start", "up"),
            Map.entry("run", "up"),
            Map.entry("serve", "up"),
            Map.entry("down", "stop"),
            Map.entry("shutdown", "stop"),
            Map.entry("ls", "versions"),
            Map.entry("list", "versions"),
            Map.entry("chat", "ask"),
            Map.entry("query", "ask"),
            Map.entry("generate", "ask"),
            Map.entry("upload", "push"),
            Map.entry("ingest", "push"),
            Map.entry("send", "push"),
            Map.entry("diff", "compare"),
            Map.entry("describe", "show"),
            Map.entry("info", "show"),
            Map.entry("card", "show"),
            Map.entry("deploy", "promote"),
            Map.entry("approve", "promote"),
            Map.entry("undo", "rollback"),
            Map.entry("revert", "rollback"),
            Map.entry("delete", "forget"),
            Map.entry("erase", "forget"),
            Map.entry("remove", "forget"),
            Map.entry("unfreeze", "resume"),
            Map.entry("abort", "cancel"),
            Map.entry("audit", "history"),
            Map.entry("import", "model"),
            Map.entry("convert", "model"),
            Map.entry("inspect", "model"));

    private UsageProblem() {}

    /**
     * The sentence for standard error.
     *
     * @param args the command line
     * @param commands every first word, for not each of them is part of the command line's tree
     */
    static String of(ParameterException e, List<String> args, Collection<String> commands) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String help = "; `" + spec.qualifiedName() + " --help` says how it is used";
        String where = spec.qualifiedName().replaceFirst(" ", ": ");
        return (where.contains(": ") ? where : "alluvium") + ": " + with(help, problem(e, spec, args, commands));
    }

    private static String problem(
            ParameterException e, CommandSpec spec, List<String> args, Collection<String> commands) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            return word.startsWith("-") && word.length() > 1 ? option(spec, word) : word(spec, word, commands);
        }
        if (NO_SUBCOMMAND.equals(e.getMessage())) {
            return "name a command: " + String.join(", ", spec.subcommands().keySet());
        }
        // picocli misses what a misspelt option took along before it sees the option.
        String said = String.valueOf(e.getMessage())
                .replaceFirst("is not an? (int|long)$", "is no whole number")
                .replaceFirst("is not a double$", "is no number");
        return e instanceof MissingParameterException
                ? args.stream()
                        .filter(word -> word.startsWith("--") && word.length() > 2)
                        .filter(word -> !spec.optionsMap().containsKey(name(word)))
                        .findFirst()
                        .map(word -> option(spec, word))
                        .orElse(said)
                : said;
    }

    /** Behind a question, the hint begins a sentence of its own. */
    private static String with(String help, String sentence) {
        return sentence + (sentence.endsWith("?") ? help.substring(1) : help);
    }

    private static String option(CommandSpec spec, String word) {
        String name = name(word);
        return "there is no option " + name
                + meant(nearest(name, spec.optionsMap().keySet()), "");
    }

    private static String name(String word) {
        return word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    }

    private static String word(CommandSpec spec, String word, Collection<String> commands) {
        boolean root = spec.parent() == null;
        Collection<String> known = root ? commands : spec.subcommands().keySet();
        if (known.isEmpty()) {
            return "'" + word + "' is one word too many"
                    + (word.contains(" ") ? "" : "; put quotes around a text of several");
        }
        Optional<String> elsewhere = root ? Optional.ofNullable(ELSEWHERE.get(word)) : Optional.empty();
        List<String> near = elsewhere.map(List::of).orElseGet(() -> nearest(word, known));
        return "there is no command '" + word + "'" + meant(near, spec.qualifiedName() + " ");
    }

    private static List<String> nearest(String word, Collection<String> known) {
        List<String> longer = word.length() < SHORTEST_PREFIX
                ? List.of()
                : known.stream().filter(name -> name.startsWith(word)).sorted().toList();
        return longer.isEmpty() ? Suggestions.closest(word, known).map(List::of).orElse(List.of()) : longer;
    }

    private static String meant(List<String> names, String before) {
        return names.isEmpty()
                ? ""
                : "; did you mean "
                        + names.stream().map(name -> "`" + before + name + "`").collect(Collectors.joining(" or "))
                        + "?";
    }
}
