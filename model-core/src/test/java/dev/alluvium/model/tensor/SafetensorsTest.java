package dev.alluvium.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final Map<String, HostTensor> TENSORS = Map.of(
            "b", new HostTensor(new long[] {2, 2}, new float[] {1, -2.5f, Float.MIN_VALUE, Float.MAX_VALUE}),
            "a", new HostTensor(new long[] {3}, new float[] {0, -0f, 7}));

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("x.safetensors");
    }

    private Path raw(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                file(), bytes.putLong(json.length).put(json).put(data).array());
    }

    private static String header(String dtype, String shape, int end) {
        return "{\"w\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[0,%d]}}".formatted(dtype, shape, end);
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(value -> bytes.putShort((short) value));
        return bytes.array();
    }

    @Test
    void shouldReadWhatItWrote() {
        Safetensors.write(file(), TENSORS, Map.of("format", "pt"));

        try (SafetensorsFile read = SafetensorsFile.open(file())) {
            assertThat(read.readAll()).isEqualTo(TENSORS);
            assertThat(read.names()).containsExactly("a", "b");
            assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
        }
    }

    @Test
    void shouldWriteTheSameBytesAndAlignTheData() throws IOException {
        Safetensors.write(file(), TENSORS, Map.of());
        byte[] once = Files.readAllBytes(file());

        Safetensors.write(file(), TENSORS, Map.of());

        assertThat(Files.readAllBytes(file())).isEqualTo(once);
        assertThat(ByteBuffer.wrap(once).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
                .isZero();
    }

    @Test
    void shouldWidenBfloat16() throws IOException {
        raw(header("BF16", "[2,2]", 8), shorts(0x3F80, 0xC020, 0x4049, 0x7F80));

        try (SafetensorsFile read = SafetensorsFile.open(file())) {
            assertThat(read.read("w").data()).containsExactly(1f, -2.5f, 3.140625f, Float.POSITIVE_INFINITY);
        }
    }

    @Test
    void shouldWidenFloat16WithSubnormalsAndInfinities() throws IOException {
        raw(header("F16", "[6]", 12), shorts(0x3C00, 0xC100, 0x0001, 0x7BFF, 0xFC00, 0x8000));

        try (SafetensorsFile read = SafetensorsFile.open(file())) {
            assertThat(read.read("w").data())
                    .containsExactly(1f, -2.5f, 0x1p-24f, 65504f, Float.NEGATIVE_INFINITY, -0f);
        }
    }

    @Test
    void shouldKeepAFloat16NotANumber() {
        assertThat(DType.halfToFloat((short) 0x7E00)).isNaN();
    }

    @Test
    void shouldNameTheTensorThatATruncatedFileLacks() throws IOException {
        Safetensors.write(file(), TENSORS, Map.of());
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> SafetensorsFile.open(file()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("x.safetensors#b")
                .hasMessageContaining("truncated");
    }

    @Test
    void shouldRefuseAFileThatEndsInItsHeader() throws IOException {
        Safetensors.write(file(), TENSORS, Map.of());
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, 20));

        assertThatThrownBy(() -> SafetensorsFile.open(file()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("20 bytes");
    }

    @Test
    void shouldRefuseAnUnknownElementType() throws IOException {
        raw(header("I8", "[2]", 2), new byte[2]);

        assertThatThrownBy(() -> SafetensorsFile.open(file())).hasMessageContaining("#w=I8: must be F32, F16 or BF16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3]", "[-1,-2]", "[9223372036854775807,9223372036854775807]", "3", "[\"a\"]"})
    void shouldRefuseAShapeThatDoesNotFitItsBytes(String shape) throws IOException {
        raw(header("F32", shape, 8), new byte[8]);

        assertThatThrownBy(() -> SafetensorsFile.open(file()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("does not fit its shape " + shape);
    }

    @Test
    void shouldRefuseWhatIsNoSafetensorsFile() throws IOException {
        Files.writeString(file(), "<!DOCTYPE html><html>not found</html>");

        assertThatThrownBy(() -> SafetensorsFile.open(file()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no safetensors file");
        assertThatThrownBy(() -> SafetensorsFile.open(directory.resolve("absent")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void shouldNameATensorThatIsAskedForButAbsent() {
        Safetensors.write(file(), TENSORS, Map.of());

        try (SafetensorsFile read = SafetensorsFile.open(file())) {
            assertThatThrownBy(() -> read.read("c")).hasMessageContaining("#c=absent");
        }
    }

    private static String two(int firstEnd, int begin, int end) {
        return "{\"a\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]},\"b\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}}"
                .formatted(firstEnd / 4, firstEnd, (end - begin) / 4, begin, end);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 4, 12, '#b=bytes from 4: overlaps the tensor before it, which ends at 8'",
        "4, 8, 12, '#b=bytes from 8: leaves a hole after byte 4'",
        "4, 4, 8, '=12 bytes of data: has tensors for 8 bytes only'",
        "4, 8, 16, '#b=bytes 8 to 16: lies outside the 12 bytes of data present: the file is truncated or damaged'",
        "4, -4, 4, '#b=bytes -4 to 4: lies outside the 12 bytes of data present: the file is truncated or damaged'",
    })
    void shouldRefuseTensorsThatDoNotCoverTheDataOnce(int firstEnd, int begin, int end, String message)
            throws IOException {
        raw(two(firstEnd, begin, end), new byte[12]);

        assertThatThrownBy(() -> SafetensorsFile.open(file()))
                .isInstanceOf(ModelException.class)
                .hasMessage(file() + message + "; copy or download the file again");
    }

    @Test
    void shouldRefuseAHeaderThatNamesATensorTwice() throws IOException {
        raw("{\"w\":{},\"w\":{}}", new byte[0]);

        assertThatThrownBy(() -> SafetensorsFile.open(file()))
                .hasMessage(file() + "=header: is not JSON without duplicate keys; copy or download the file again");
    }

    @Test
    void shouldRefuseAHugeHeaderBeforeReadingIt() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.setLength(1L << 31);
            sparse.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(1L << 30)
                    .array());
        }

        assertThatThrownBy(() -> SafetensorsFile.open(file()))
                .hasMessageContaining(
                        "=1073741824 bytes of header: has a header beyond the format's limit of 104857600");
    }

    @Test
    void shouldGiveWholeRowsToWhoeverReadsInBlocks() {
        HostTensor tensor = HostTensor.zeros(3, 200_000);
        List<Long> begins = new ArrayList<>();

        tensor.blocks((bytes, from) -> begins.add(from));

        assertThat(begins).containsExactly(0L, 200_000L, 400_000L);
    }
}
