package dev.alluvium.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads again what fuzzing kept: seeds, inputs that reached code which no other reached, and those that once broke a reader. */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src/test/fuzz");

    @ParameterizedTest
    @EnumSource
    void shouldReadOrRefuseByNameWhateverTheBytes(FuzzTarget target) throws IOException {
        // Given
        List<Path> inputs;
        try (var files = Files.list(CORPUS.resolve(target.name().toLowerCase(java.util.Locale.ROOT)))) {
            inputs = files.sorted().toList();
        }
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            // When, Then
            assertThatCode(() -> target.read(Files.readAllBytes(input)))
                    .as("%s", input)
                    .doesNotThrowAnyException();
        }
    }
}
