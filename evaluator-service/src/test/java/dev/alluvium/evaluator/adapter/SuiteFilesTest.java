package dev.alluvium.evaluator.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.SuiteConfig;
import dev.alluvium.settings.binder.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFilesTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadTheSuitesOfEachModel() throws IOException {
        Path file = Files.writeString(directory.resolve("own.yaml"), "- {prompt: q, expect: a}\n");

        Map<String, UserSuites> suites =
                SuiteFiles.read(Map.of("notes", model(file, 0.8), "other", ModelConfig.onBase("tiny")));

        assertThat(suites.get("notes").suites()).hasSize(1);
        assertThat(suites.get("notes").suites().get(0).name()).isEqualTo("suite.own");
        assertThat(suites.get("notes").suites().get(0).floor()).isEqualTo(0.8);
        assertThat(suites.get("other").suites()).isEmpty();
    }

    @Test
    void shouldSayWhichFileIsBadAndWhere() throws IOException {
        Path file = Files.writeString(directory.resolve("own.yaml"), "- {prompt: q}\n");

        assertThatThrownBy(() -> SuiteFiles.read(Map.of("notes", model(file, 0.8))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("own.yaml, case 1: expect: must not be empty");
    }

    @Test
    void shouldSayWhichFileIsNotThere() {
        assertThatThrownBy(() -> SuiteFiles.read(Map.of("notes", model(directory.resolve("none.yaml"), 0.8))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("models.notes.suites.own.file=")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void shouldRefuseASuiteWithoutFileOrWithNoShare() {
        assertThatThrownBy(() -> new SuiteConfig(" ", null, null)).hasMessageContaining("must name a file of cases");
        assertThatThrownBy(() -> new SuiteConfig("a.yaml", 1.5, null)).hasMessageContaining("floor=1.5");
    }

    private static ModelConfig model(Path file, Double floor) {
        SuiteConfig suite = new SuiteConfig(file.toString(), floor, null);
        return ModelConfig.onBase("tiny").withSuites(Map.of("own", suite));
    }
}
