package dev.alluvium.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that lie about themselves: each is refused by name, and none makes the reader take memory for what is not there. */
class HostileGgufTest {
    private static final int F32 = 0;
    private static final int Q8_0 = 8;

    @TempDir
    Path directory;

    /** A file's bytes, little-endian. */
    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        static Bytes head(long tensors, long keys) {
            return new Bytes().ascii("GGUF").u32(3).u64(tensors).u64(keys);
        }

        Bytes ascii(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Bytes u32(long value) {
            return raw(4, value);
        }

        Bytes u64(long value) {
            return raw(8, value);
        }

        private Bytes raw(int bytes, long value) {
            out.write(
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(value)
                            .array(),
                    0,
                    bytes);
            return this;
        }

        Bytes text(String text) {
            return u64(text.length()).ascii(text);
        }

        Bytes key(String name, int type) {
            return text(name).u32(type);
        }

        Bytes tensor(String name, int type, long offset, long... dimensions) {
            text(name).u32(dimensions.length);
            Arrays.stream(dimensions).forEach(this::u64);
            return u32(type).u64(offset);
        }

        /** Up to the tensors, and so many bytes of them. */
        Bytes data(int bytes) {
            while (out.size() % 32 != 0) {
                out.write(0);
            }
            out.writeBytes(new byte[bytes]);
            return this;
        }
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                file("nothing", new Bytes(), "0 bytes", "ends where"),
                file("another format", new Bytes().ascii("PK\3\4 and more"), "504b0304", "must start with GGUF"),
                file("an error page", new Bytes().ascii("<!DOCTYPE html>"), "must start with GGUF"),
                file(
                        "big-endian",
                        new Bytes().ascii("GGUF").u32(0x03000000L).u64(0).u64(0),
                        "big-endian"),
                file("a swapped magic", new Bytes().ascii("FUGG").u32(3), "big-endian"),
                file("version 1", new Bytes().ascii("GGUF").u32(1).u32(0).u32(0), "version 1", "convert_hf_to_gguf"),
                file("version 4", new Bytes().ascii("GGUF").u32(4).u64(0).u64(0), "version 4", "must be 2 or 3"),
                file("no counts", new Bytes().ascii("GGUF").u32(3), "ends where"),
                file("tensors without end", Bytes.head(-1, 0), "tensor count 18446744073709551615"),
                file("more tensors than bytes", Bytes.head(1000, 0), "tensor count 1000", "needs more than"),
                file("more keys than bytes", Bytes.head(0, 1L << 40), "key count 1099511627776"),
                file("a long key", Bytes.head(0, 1).u64(1L << 62).data(64), "length of a key 4611686018427387904"),
                file("a negative length", Bytes.head(0, 1).u64(-5).data(64), "length of a key 18446744073709551611"),
                file(
                        "a key that is no text",
                        Bytes.head(0, 1).text("\u00ff\u00fe").data(64),
                        "must be UTF-8"),
                file("a value of no type", Bytes.head(0, 1).key("k", 13).data(64), "#k=value of type 13"),
                file("a value of a huge type", Bytes.head(0, 1).key("k", -1).data(64), "#k=value of type 4294967295"),
                file("no boolean", Bytes.head(0, 1).key("k", 7).ascii("\2").data(64), "#k=boolean 2"),
                file("nested arrays", Bytes.head(0, 1).key("k", 9).u32(9).u64(1).data(64), "#k=an array of arrays"),
                file(
                        "an array of no type",
                        Bytes.head(0, 1).key("k", 9).u32(77).u64(1).data(64),
                        "array of type 77"),
                file(
                        "a long array",
                        Bytes.head(0, 1).key("k", 9).u32(8).u64(1L << 61).data(64),
                        "elements of k"),
                file(
                        "an array past the end",
                        Bytes.head(0, 1).key("k", 9).u32(4).u64(99).data(64),
                        "elements of k 99"),
                file(
                        "a key twice",
                        Bytes.head(0, 2).key("k", 4).u32(1).key("k", 4).u32(1).data(64),
                        "#k=a second time"),
                file("alignment 0", aligned(0), "general.alignment=the whole number 0", "power of two"),
                file("alignment 48", aligned(48), "general.alignment=the whole number 48"),
                file("alignment 2^31", aligned(1L << 31), "general.alignment=the whole number 2147483648"),
                file("no dimensions", Bytes.head(1, 0).tensor("w", F32, 0).data(64), "#w=0 dimensions"),
                file(
                        "five dimensions",
                        Bytes.head(1, 0).tensor("w", F32, 0, 1, 1, 1, 1, 1).data(64),
                        "5 dimensions"),
                file("dimension 0", Bytes.head(1, 0).tensor("w", F32, 0, 0).data(64), "#w=dimension 0"),
                file("a negative one", Bytes.head(1, 0).tensor("w", F32, 0, -4).data(64), "18446744073709551612"),
                file("a product beyond 2^63", overflowing(), "below 2^60 values"),
                file(
                        "a vast row",
                        Bytes.head(1, 0).tensor("w", F32, 0, 1L << 30).data(64),
                        "rows of 1073741824 values"),
                file("half a block", Bytes.head(1, 0).tensor("w", Q8_0, 0, 33).data(99), "#w=rows of 33 values"),
                file("an unknown type", Bytes.head(1, 0).tensor("w", 200, 0, 32).data(64), "#w=type 200"),
                file("IQ2_XXS", Bytes.head(1, 0).tensor("w", 16, 0, 256).data(99), "#w=IQ2_XXS", "Q4_K"),
                file("a removed type", Bytes.head(1, 0).tensor("w", 4, 0, 32).data(64), "#w=type 4"),
                file("a crooked offset", Bytes.head(1, 0).tensor("w", F32, 8, 2).data(64), "#w=offset 8"),
                file(
                        "a negative offset",
                        Bytes.head(1, 0).tensor("w", F32, -32, 2).data(64),
                        "18446744073709551584"),
                file("past the end", Bytes.head(1, 0).tensor("w", F32, 64, 2).data(64), "#w=8 bytes at offset 64"),
                file(
                        "offset and size overflow",
                        Bytes.head(1, 0)
                                .tensor("w", F32, Long.MAX_VALUE - 31, 8)
                                .data(64),
                        "#w"),
                file("truncated", Bytes.head(1, 0).tensor("w", F32, 0, 32).data(127), "truncated or damaged"),
                file("shared bytes", overlapping(), "#b=[16]", "must not share bytes with a"),
                file("a tensor twice", twice(), "#w=a second time"));
    }

    private static Bytes aligned(long alignment) {
        return Bytes.head(0, 1).key("general.alignment", 4).u32(alignment).data(64);
    }

    private static Bytes overflowing() {
        return Bytes.head(1, 0)
                .tensor("w", F32, 0, 1L << 20, 1L << 30, 1L << 30, 1L << 30)
                .data(64);
    }

    private static Bytes overlapping() {
        return Bytes.head(2, 0).tensor("a", F32, 0, 16).tensor("b", F32, 32, 16).data(128);
    }

    private static Bytes twice() {
        return Bytes.head(2, 0).tensor("w", F32, 0, 2).tensor("w", F32, 32, 2).data(64);
    }

    private static Arguments file(String what, Bytes bytes, String... said) {
        return Arguments.of(what, bytes.out.toByteArray(), said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void shouldRefuseByName(String what, byte[] bytes, String... said) throws IOException {
        // Given
        Path file = Files.write(directory.resolve("model.gguf"), bytes);

        // When, Then
        assertThatThrownBy(() -> GgufFile.open(file).close())
                .as(what)
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(said);
    }

    @Test
    void shouldRefuseWhatIsNoFile() {
        assertThatThrownBy(() -> GgufFile.open(directory.resolve("absent.gguf")).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("absent.gguf=absent: must exist");
        assertThatThrownBy(() -> GgufFile.open(directory).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("a directory: must be a GGUF file");
    }

    @Test
    void shouldReadAGoodFileOfBothVersions() throws IOException {
        for (int version : new int[] {2, 3}) {
            // Given
            byte[] bytes = Bytes.head(1, 2)
                    .key("k", 8)
                    .text("v")
                    .key("n", 5)
                    .u32(-7)
                    .tensor("w", F32, 0, 2, 3)
                    .data(24)
                    .out
                    .toByteArray();
            bytes[4] = (byte) version;
            Path file = Files.write(directory.resolve("good.gguf"), bytes);

            // When, Then
            try (GgufFile good = GgufFile.open(file)) {
                assertThat(good.metadata().text("k")).isEqualTo("v");
                assertThat(good.metadata().number("n")).isEqualTo(-7);
                assertThat(good.tensors().get("w").shape()).containsExactly(3, 2);
            }
        }
    }

    @Test
    void shouldEndEveryDamageByARefusalOrAReading() throws IOException {
        // Given
        byte[] good = Files.readAllBytes(Path.of("src/test/resources/gguf/types.gguf"));
        Random random = new Random(5);

        // When, Then
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int j = 0; j < 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(Math.min(damaged.length, 900))] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("damaged.gguf"), damaged);
            try (GgufFile read = GgufFile.open(file)) {
                assertThat(read.tensors()).isNotNull();
            } catch (ModelException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        }
    }
}
