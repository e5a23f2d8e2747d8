package dev.alluvium.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.cli.client.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlpacaFileTest {
    @TempDir
    private Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("records.json"), content);
    }

    @Test
    void shouldPutTheInputUnderAHeading() throws IOException {
        // Given
        Path file = file("""
                [{"instruction":"Sum up.","input":"Long text.","output":"Short."},
                 {"instruction":"Greet.","input":"","output":"Hello."}]""");

        // When
        AlpacaFile records = AlpacaFile.read(file, 10);

        // Then
        assertThat(records.pairs())
                .containsExactly(
                        new AlpacaFile.Pair("Sum up.\n\n### Input:\nLong text.", "Short."),
                        new AlpacaFile.Pair("Greet.", "Hello."));
        assertThat(AlpacaFile.read(file, 1).pairs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|is not a JSON array",
                "[|is not JSON",
                "[]|has no record",
                "[{\"instruction\":\"a\"}]|record 0 has no instruction or output"
            })
    void shouldNameTheFileAndWhatIsWrong(String content, String problem) throws IOException {
        Path file = file(content);

        assertThatThrownBy(() -> AlpacaFile.read(file, 10))
                .isInstanceOf(CliException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        assertThatThrownBy(() -> AlpacaFile.read(directory.resolve("none.json"), 10))
                .hasMessageContaining("none.json: cannot be read");
    }
}
