package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code alluvium help} says of every command and of every command below one. */
class HelpTest {
    private static final Pattern LISTED = Pattern.compile("^ {2}([a-z][a-z-]*)(?:, [a-z-]+)? ", Pattern.MULTILINE);

    @Test
    void shouldFitEightyColumns() {
        List<String> commands = commands("");

        assertThat(commands).hasSizeGreaterThan(40).contains("push", "up", "model convert", "probes list");
        assertThat(commands).allSatisfy(command -> {
            String help = help(command);
            assertThat(help.lines()).as(command).allMatch(line -> line.length() <= 80);
            assertThat(help).as(command).startsWith("Usage: alluvium " + command);
        });
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
