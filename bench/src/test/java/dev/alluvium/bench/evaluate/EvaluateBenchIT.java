package dev.alluvium.bench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateBenchIT {
    @TempDir
    Path directory;

    @Test
    void shouldWriteWhatWasAskedAndAnswered() throws Exception {
        // Given
        Path file = directory.resolve("answers.jsonl");

        // When
        EvaluateFigures figures = EvaluateBench.run(new EvaluateBench.Settings("tiny", 70, 1, 1, file));

        // Then
        List<JsonNode> answers = Files.readAllLines(file).stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .toList();
        assertThat(answers).hasSize(70);
        assertThat(answers.stream().mapToInt(line -> line.path("ids").size()).sum())
                .isEqualTo((int) figures.promptTokens());
        assertThat(answers)
                .anySatisfy(line -> assertThat(line.path("answer").asText()).isNotBlank());
        assertThat(figures.answering().seconds()).isPositive();
        assertThat(figures.scoring().seconds()).isPositive();
    }

    @Test
    void shouldSayHowManyCasesThereAre() {
        assertThatThrownBy(() -> EvaluateBench.run(new EvaluateBench.Settings("tiny", 1_000_000, 1, 1, null)))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--cases 1000000")
                .hasMessageContaining("general suite");
    }
}
