package dev.alluvium.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.local.LocalRecords;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {
    private final TrainingSettings chosen = TrainingSettings.resolve(ModelConfig.onBase("tiny"), BaseProfile.NONE)
            .with(1e-3, 8, 16, 5);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepWhatElseAProfileSays() throws IOException {
        // Given
        Path file = directory.resolve("profile.yaml");
        Files.writeString(file, "training: { rank: 16, batch-rows: 4 }\ngate: { min-facts: 30 }\n");

        // When
        ProfileFile.write(file, chosen);

        // Then
        BaseProfile read = ConfigLoader.read(file, BaseProfile.class, Map.of());
        assertThat(read.training().values())
                .containsEntry("rank", 8)
                .containsEntry("learningRate", 1e-3)
                .containsEntry("batchRows", 4);
        assertThat(read.gate().values()).containsEntry("minFacts", 30);
        assertThat(directory.resolve("profile.yaml.bak")).content().contains("rank: 16");
    }

    @Test
    void shouldWriteAProfileWhereThereIsNone() {
        // When
        ProfileFile.write(directory.resolve("profile.yaml"), chosen);

        // Then
        BaseProfile read = ConfigLoader.read(directory.resolve("profile.yaml"), BaseProfile.class, Map.of());
        assertThat(read.training().values()).containsEntry("epochs", 5);
    }

    @Test
    void shouldPrintWhatAConfigurationFileTakes() {
        // When
        String snippet = ProfileFile.snippet("file:///models/qwen", chosen).replace("MODEL", "support");

        // Then
        ModelConfig model = ConfigLoader.parse("pasted", snippet, AlluviumConfig.class, Map.of())
                .models()
                .get("support");
        assertThat(model.base()).isEqualTo("file:///models/qwen");
        assertThat(model.training().values()).containsEntry("alpha", 16.0);
    }

    @Test
    void shouldReadRecordsAsTheyArePushed() throws IOException {
        // Given
        Path file = directory.resolve("alpaca.json");
        Files.writeString(file, """
                [{"instruction":"How heavy?","input":"","output":"3 kg"},
                 {"instruction":"Which colour?","input":"","output":"Red","fact":"colour"}]
                """);

        // When
        List<CleanRecord> records = LocalRecords.read(file);

        // Then
        assertThat(records).extracting(CleanRecord::fact).hasSize(2).contains("colour");
    }

    @Test
    void shouldNameTheRecordThatIsNone() throws IOException {
        // Given
        Path file = directory.resolve("records.jsonl");
        Files.writeString(file, "{\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}\n{\"instruction\":1}\n");

        // Then
        assertThatThrownBy(() -> LocalRecords.read(file))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> LocalRecords.read(directory.resolve("absent"))).hasMessageContaining("no such file");
    }
}
