package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the documentation names as proof are there. */
class NamedTestsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(should\\w+))?`");

    @Test
    void shouldBeThereWhereADocumentNamesThem() throws IOException {
        // Given
        Map<String, String> tests;
        try (Stream<Path> modules = Files.list(ROOT)) {
            tests = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(NamedTestsTest::files)
                    .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            NamedTestsTest::text,
                            String::concat));
        }

        // When
        List<MatchResult> named = files(ROOT.resolve("docs"))
                .filter(file -> file.toString().endsWith(".md"))
                .flatMap(file -> NAMED.matcher(text(file)).results())
                .toList();

        // Then
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named)
                .filteredOn(name -> !tests.getOrDefault(name.group(1), "")
                        .contains(name.group(2) == null ? "class " : " " + name.group(2) + "("))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
