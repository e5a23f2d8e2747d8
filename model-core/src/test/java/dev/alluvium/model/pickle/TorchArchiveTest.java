package dev.alluvium.model.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.ModelException;
import dev.alluvium.model.tensor.Safetensors;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that torch wrote: {@code tools/parity/pickles.py}. */
class TorchArchiveTest {
    @TempDir
    Path directory;

    private static Path written(String name) {
        try {
            return Path.of(Objects.requireNonNull(TorchArchiveTest.class.getResource("/pickles/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldReadEveryKindOfViewAsTorchDoes() {
        Path copy = directory.resolve("copy.safetensors");

        try (TorchArchive archive = TorchArchive.open(written("state.bin"))) {
            Safetensors.write(copy, archive.tensors(), Map.of());
        }

        try (SafetensorsFile found = SafetensorsFile.open(copy);
                SafetensorsFile expected = SafetensorsFile.open(written("state.safetensors"))) {
            assertThat(found.names()).containsExactlyInAnyOrderElementsOf(expected.names());
            for (String name : expected.names()) {
                assertThat(found.dtype(name)).as(name).isEqualTo(expected.dtype(name));
                assertThat(found.read(name)).as(name).isEqualTo(expected.read(name));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "legacy.bin,   'a bare pickle: is torch''s format before 1.6, which is not read; get the weights as safetensors, or save them again with torch 1.6 or newer'",
        "integers.bin, '#position_ids=LongStorage: must hold fp32, fp16 or bf16 values'",
        "nested.bin,   '#epoch=int: must be a tensor'",
        "state.safetensors, 'no zip: must be a file that torch.save wrote'",
    })
    void shouldRefuseWhatIsNoStateDictionary(String name, String message) {
        assertThatThrownBy(() -> TorchArchive.open(written(name)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.99})
    void shouldRefuseATruncatedFile(double share) throws IOException {
        byte[] whole = Files.readAllBytes(written("state.bin"));
        Path file = Files.write(directory.resolve("cut.bin"), Arrays.copyOf(whole, (int) (whole.length * share)));

        assertThatThrownBy(() -> TorchArchive.open(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no whole zip: truncated or damaged");
    }
}
