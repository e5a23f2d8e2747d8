package dev.alluvium.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values beside those of gguf-py; tools/parity/gguf.py made both files. */
class GgmlTypeTest {
    private static final Path FILES = Path.of("src/test/resources/gguf");

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatGgufPyReads(GgmlType type) {
        // Given
        HostTensor expected;
        try (SafetensorsFile file = SafetensorsFile.open(FILES.resolve("types.safetensors"))) {
            expected = file.read(type.name());
        }

        // When
        float[] read = new float[expected.data().length];
        try (GgufFile file = GgufFile.open(FILES.resolve("types.gguf"))) {
            GgufHeader.Entry entry = Objects.requireNonNull(file.tensors().get(type.name()));
            assertThat(entry.shape()).isEqualTo(expected.shape());
            assertThat(entry.type()).isEqualTo(type);
            new GgufTensor(file, type.name(), entry, DType.F32, 0)
                    .blocks((bytes, from) -> bytes.asFloatBuffer().get(read, (int) from, bytes.remaining() / 4));
        }

        // Then
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).as(type + " at " + i).isEqualTo(expected.data()[i] + 0f);
        }
    }

    @ParameterizedTest
    @CsvSource({"F32,0", "F16,0.0005", "BF16,0.004", "Q8_0,0.0045", "Q4_0,0.126"})
    void shouldReadWhatItWrote(GgmlType type, float share) {
        // Given
        Random random = new Random(1);
        float[] values = new float[512];
        for (int i = 32; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }

        // When
        ByteBuffer bytes = ByteBuffer.allocate((int) type.bytes(values.length)).order(ByteOrder.LITTLE_ENDIAN);
        Quantised.write(type, values, bytes);
        float[] read = new float[values.length];
        type.read(bytes.flip(), read, read.length);

        // Then
        for (int block = 0; block < values.length; block += 32) {
            float[] original = Arrays.copyOfRange(values, block, block + 32);
            float largest = 0;
            for (float each : original) {
                largest = Math.max(largest, Math.abs(each));
            }
            for (int i = 0; i < 32; i++) {
                assertThat(read[block + i]).isCloseTo(original[i], within(largest * share * 1.01f + 1e-9f));
            }
        }
    }

    @Test
    void shouldNameTypesThatAreNotRead() {
        assertThat(GgmlType.name(20)).isEqualTo("IQ4_NL");
        assertThat(GgmlType.name(99)).isEqualTo("type 99");
        assertThat(GgmlType.of(4)).isEmpty();
    }
}
