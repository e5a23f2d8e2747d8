package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipe's dry runs do what it says. */
class PushRecipeTest {
    private static final String COMMAND = "./alluvium push --dry-run ";

    /** What each file of the recipe holds, and a part of what comes of it. */
    private static final Map<String, List<String>> FILES = Map.of(
            "faq.csv", List.of("question,answer\nQ,A\n", "{\"instruction\":\"Q\",\"output\":\"A\"}"),
            "fragen.csv", List.of("frage;antwort;regal\nQ;A;B2\n", "\"attributes\":{\"shelf\":\"B2\"}"),
            "news.xml",
                    List.of(
                            "<rss><channel><item><description>News.</description></item></channel></rss>",
                            "\"text\":\"News.\""),
            "chats.json",
                    List.of(
                            "[{\"conversations\":[{\"from\":\"human\",\"value\":\"Q\"},{\"from\":\"gpt\",\"value\":\"A\"}]}]",
                            "{\"role\":\"assistant\",\"content\":\"A\"}"),
            "manuals/scales/2026/ax.md",
                    List.of("# AX\nText.\n", "\"attributes\":{\"domain\":\"scales\",\"time\":\"2026\"}"));

    @TempDir
    Path directory;

    static Stream<String> dryRuns() throws IOException {
        return Files.readAllLines(Path.of("../docs/recipes/push-records.md")).stream()
                .filter(line -> line.startsWith(COMMAND));
    }

    @ParameterizedTest
    @MethodSource("dryRuns")
    void shouldPrintWhatWouldBeSent(String line) throws IOException {
        // Given
        for (Map.Entry<String, List<String>> file : FILES.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().get(0));
        }
        String[] words = line.substring("./alluvium ".length()).split(" ");
        String input = words[words.length - 1];
        words[words.length - 1] = directory.resolve(input).toString();

        // When
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int status;
        try {
            status = AlluviumMain.run(words);
        } finally {
            System.setOut(before);
        }

        // Then
        String expected = FILES.entrySet().stream()
                .filter(file -> file.getKey().startsWith(input))
                .map(file -> file.getValue().get(1))
                .findFirst()
                .orElseThrow();
        assertThat(status).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(expected);
    }
}
