package dev.alluvium.model.pickle;

import static dev.alluvium.model.pickle.HostileFile.pickle;
import static dev.alluvium.model.pickle.HostileFile.state;
import static dev.alluvium.model.pickle.HostileFile.storage;
import static dev.alluvium.model.pickle.HostileFile.tensor;
import static dev.alluvium.model.pickle.HostileFile.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostilePickleTest {
    private static final String GOOD = tensor("K\0", "K\u0002K\u0002\u0086", "K\u0002K\u0001\u0086");
    private static final String ONE = "K\u0001\u0085";

    @TempDir
    Path directory;

    private Path written(String operations) throws IOException {
        return HostileFile.zip(directory.resolve("x.bin"), pickle(operations), ZipEntry.STORED);
    }

    @Test
    void shouldReadTheHarmlessOneThatTheOthersAreMadeOf() throws IOException {
        try (TorchArchive archive = TorchArchive.open(written(state(GOOD)))) {
            assertThat(archive.tensors()).containsOnlyKeys("w");
            assertThat(archive.tensors().get("w").shape()).containsExactly(2, 2);
        }
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack(
                        "cos\nsystem\n" + text("touch /tmp/x") + "\u0085R.",
                        "os.system: is not among what weights need"),
                attack("cbuiltins\neval\n" + text("1") + "\u0085R.", "builtins.eval: is not among what weights need"),
                attack("c__builtin__\neval\n)R.", "__builtin__.eval: is not among"),
                attack("ctorch\nload\n)R.", "torch.load: is not among what weights need"),
                attack("ctorch._utils\n_rebuild_tensor_v2.__globals__\n.", "__globals__: is not among"),
                attack("cposix\nsystem\n.", "(collections.OrderedDict, torch._utils._rebuild_tensor_v2,"),
                attack("\u008c\u0002os\u008c\u0006system\u0093.", "operation 0x8c at byte 2: is not among"),
                attack(text("os") + text("system") + "\u0093.", "operation 0x93"),
                attack("(ios\nsystem\n.", "operation 0x69"),
                attack("ccollections\nOrderedDict\n)\u0081.", "operation 0x81"),
                attack("\u0082\u0001.", "operation 0x82"),
                attack("ccollections\nOrderedDict\n)R)R.", "dict in place of a function"),
                attack("K\u0001)R.", "int in place of a function"),
                attack("ccollections\nOrderedDict\n(" + text("a") + "K\u0001t\u0085R.", "OrderedDict with content"),
                attack("ccollections\nOrderedDict\n)R" + text("state") + "b.", "text in place of a state"),
                attack("}K\u0001K\u0002s.", "int as a key: must be a tensor's name"),
                attack(".", "an empty stack"),
                attack("t.", "no mark"),
                attack("(K\u0001\u0086.", "does not fit the operation"),
                attack("h\u0007.", "memo 7: is read before it is written"),
                attack("K\u0001r\u00ff\u00ff\u00ff\u00ffj\u00ff\u00ff\u00ff\u00ff.", "int: must be a state dictionary"),
                attack("\u008a\u00ff.", "is truncated"),
                attack("X\u00ff\u00ff\u00ff\u00ff.", "is truncated"),
                attack("X\u00ff\u00ff\u00ff\u007f.", "is truncated"),
                attack("c" + "a".repeat(300) + "\n.", "is too long a name"),
                attack(state("K\u0001"), "#w=int: must be a tensor"));
    }

    static Stream<Arguments> views() {
        return Stream.of(
                attack(state(tensor("K\u0003", "K\u0002\u0085", ONE)), "2 values up to 4: lie outside storage 0 of 4"),
                attack(state(tensor("J\u00ff\u00ff\u00ff\u00ff", ONE, ONE)), "-1: must not be negative"),
                attack(state(tensor("K\0", "J\u00ff\u00ff\u00ff\u007f\u0085", "K\0\u0085")), "lie outside storage 0"),
                attack(
                        state(tensor("K\0", "\u008a\u0008\0\0\0\0\0\0\0\u0040h\0\u0086", "K\u0001K\u0001\u0086")),
                        "memo 0"),
                attack(
                        state(tensor("K\0", "\u008a\u0008\0\0\0\0\0\0\0\u0040K\u0004\u0086", "K\u0001K\u0001\u0086")),
                        "has a view beyond any memory"),
                attack(state(tensor("K\0", ONE, ")")), "1 dimensions: do not fit 0 strides"),
                attack(
                        "}" + text("w") + storage("FloatStorage", "../../etc/passwd", "K\u0004") + "s.",
                        "must have a number"),
                attack("}" + text("w") + storage("QInt8Storage", "0", "K\u0004") + "s.", "torch.QInt8Storage: is not"),
                attack(state(GOOD).replace("K\u0004tQ", "K\u0005tQ"), "data/0 of 16 bytes: must have 20"),
                attack(state(GOOD).replace("X\u0001\0\0\0" + "0", "X\u0001\0\0\0" + "7"), "data/7: is absent"));
    }

    private static Arguments attack(String operations, String message) {
        return Arguments.of(operations, message);
    }

    @ParameterizedTest
    @MethodSource({"attacks", "views"})
    void shouldRefuseByName(String operations, String message) throws IOException {
        Path file = written(operations);

        assertThatThrownBy(() -> TorchArchive.open(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("x.bin")
                .hasMessageContaining(message);
    }

    @Test
    void shouldShareWhatAMemoBombRepeats() throws IOException {
        StringBuilder bomb = new StringBuilder("K\u0001q\0");
        for (int i = 0; i < 5_000; i++) {
            bomb.append("h\0h\0\u0086q\0");
        }

        Path file = written(bomb.append('.').toString());

        assertThatThrownBy(() -> TorchArchive.open(file)).hasMessageContaining("sequence: must be a state dictionary");
    }

    @Test
    void shouldTakeADictionaryThatHoldsItself() throws IOException {
        Path file = written("}q\0" + text("w") + "h\0s.");

        assertThatThrownBy(() -> TorchArchive.open(file)).hasMessageContaining("#w=dict: must be a tensor");
    }

    @Test
    void shouldRefuseACompressedStorage() throws IOException {
        Path file = HostileFile.zip(directory.resolve("x.bin"), pickle(state(GOOD)), ZipEntry.DEFLATED);

        assertThatThrownBy(() -> TorchArchive.open(file))
                .hasMessageContaining("archive/data/0: must not be compressed");
    }

    @Test
    void shouldRefuseAPickleBeyondItsLimit() throws IOException {
        Path file = HostileFile.zip(directory.resolve("x.bin"), new byte[(8 << 20) + 1], ZipEntry.STORED);

        assertThatThrownBy(() -> TorchArchive.open(file))
                .hasMessageContaining("data.pkl of 8388609 bytes: must have at most 8388608");
    }

    @Test
    void shouldEndInAValueOrARefusalWhereverThePickleIsCutOrChanged() {
        byte[] good = pickle(state(GOOD));
        Random random = new Random(7);
        for (int length = 0; length < good.length; length++) {
            assertReadsOrRefuses(Arrays.copyOf(good, length));
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = good.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertReadsOrRefuses(changed);
        }
    }

    private static void assertReadsOrRefuses(byte[] pickle) {
        try {
            assertThat(Unpickler.read("x", pickle)).isNotNull();
        } catch (ModelException refusal) {
            assertThat(refusal).hasMessageStartingWith("x=");
        }
    }
}
