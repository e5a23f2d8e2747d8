package dev.alluvium.tiny.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The probes that the recipe shows are asked in ways that the shipped base understands. */
class TrustRecipeTest {
    private static final Path RECIPE = Path.of("../docs/recipes/trust-a-round.md");

    @Test
    void shouldShowProbesInFramesOfTheShippedBase() throws IOException {
        // When
        List<String> prompts = found("\"prompt\":\"([^\"]+)\"");

        // Then
        assertThat(prompts).isNotEmpty().allMatch(prompt -> probes().anyMatch(prompt::matches));
    }

    @Test
    void shouldNameFramesThatTheShippedBaseUnderstands() throws IOException {
        // Given
        List<String> known = probes(Map.of("{e}", "X", "{a}", "A")).toList();

        // When
        List<String> named = found("\\*([^*]*X[^*]*)\\*").stream()
                .map(frame -> frame.replaceAll("\\s+", " "))
                .toList();

        // Then
        assertThat(named).filteredOn(known::contains).hasSize(5);
        assertThat(named).filteredOn(frame -> !known.contains(frame)).containsExactly("X weighs how much?");
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(RECIPE))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    /** Expressions of every frame, with any entity and a name of the weight. */
    private static Stream<String> probes() {
        return probes(Map.of("{e}", "\\E.+\\Q", "{a}", "\\E(?:weight|net weight|重量|净重)\\Q"))
                .map(frame -> "\\Q" + frame + "\\E");
    }

    private static Stream<String> probes(Map<String, String> words) {
        return Stream.of(Language.values())
                .flatMap(language -> QuestionTemplates.of(TemplateUse.PROBE, language).stream())
                .map(frame -> frame.replace("{e}", words.get("{e}")).replace("{a}", words.get("{a}")));
    }
}
