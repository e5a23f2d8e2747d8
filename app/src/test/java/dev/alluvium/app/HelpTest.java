package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cli.AlluviumCommand;
import dev.alluvium.testing.Program;
import dev.alluvium.testing.Program.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code alluvium help} says of every command and of every command below one. */
class HelpTest {
    private static final Pattern LISTED = Pattern.compile("^ {2}([a-z][a-z-]*)(?:, [a-z-]+)? ", Pattern.MULTILINE);

    /** A line of help is broken before the 80th column; picocli keeps a few free. */
    private static final int NARROW = 77;

    @Test
    void shouldFitEightyColumns() {
        List<String> commands = commands("");

        assertThat(commands).hasSizeGreaterThan(40).contains("push", "up", "model convert", "probes list");
        assertThat(commands).allSatisfy(command -> {
            String help = help(command);
            assertThat(help.lines()).as(command).allMatch(line -> line.length() <= 80);
            assertThat(help).as(command).startsWith("Usage: alluvium " + command);
            assertThat(brokenEarly(help)).as(command).isEmpty();
        });
    }

    /** The launch script starts the client for it, which has not all of the commands. */
    @Test
    void shouldListTheSameCommandsInTheClient() {
        assertThat(Program.run(() -> AlluviumCommand.run("--help")).out()).isEqualTo(help(""));
    }

    @Test
    void shouldSayTheSameBehindEachCommand() {
        assertThat(commands("")).filteredOn(command -> !command.equals("help")).allSatisfy(command -> {
            Ended ended = CommandLines.run((command + " --help").split(" "));

            assertThat(ended.status()).as(command + ended.err()).isZero();
            assertThat(ended.out()).isEqualTo(help(command));
        });
    }

    /** Lines of a paragraph that end before the next word would be too long, and no sentence with them. */
    private static List<String> brokenEarly(String help) {
        List<String> lines = help.lines().toList();
        return IntStream.range(0, lines.size() - 1)
                .filter(i -> lines.get(i).matches("(?!Usage)[^ ].*[^.:]"))
                .filter(i -> lines.get(i + 1).matches("[^ ].*"))
                .filter(i -> lines.get(i).length() + 1 + (lines.get(i + 1) + " ").indexOf(' ') < NARROW)
                .mapToObj(lines::get)
                .toList();
    }

    private static List<String> commands(String parent) {
        List<String> all = new ArrayList<>();
        Matcher listed = LISTED.matcher(help(parent).replaceFirst("(?s)^.*\nCommands:\n", ""));
        boolean group = help(parent).contains("\nCommands:\n");
        while (group && listed.find()) {
            String command = (parent + " " + listed.group(1)).strip();
            all.add(command);
            if (parent.isEmpty()) {
                all.addAll(commands(command));
            }
        }
        return all;
    }

    private static String help(String command) {
        Ended ended = CommandLines.run(("help " + command).strip().split(" "));
        assertThat(ended.status()).as(command + ended.err()).isZero();
        return ended.out();
    }
}
