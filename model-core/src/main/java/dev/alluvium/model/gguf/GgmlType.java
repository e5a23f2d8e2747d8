package dev.alluvium.model.gguf;

import dev.alluvium.model.tensor.DType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The types of tensors in a GGUF file that are read here, under ggml's numbers. A quantised type stores blocks of values
 * with scales of their own; see ggml's {@code ggml-quants.c} for the layouts.
 */
public enum GgmlType {
    F32(0, 1, 4, (in, out, at) -> out[at] = DType.F32.read(in)),
    F16(1, 1, 2, (in, out, at) -> out[at] = DType.F16.read(in)),
    Q4_0(2, 32, 18, Blocks32::q4With0),
    Q4_1(3, 32, 20, Blocks32::q4With1),
    Q5_0(6, 32, 22, Blocks32::q5With0),
    Q5_1(7, 32, 24, Blocks32::q5With1),
    Q8_0(8, 32, 34, Blocks32::q8With0),
    Q2_K(10, 256, 84, Blocks256::q2),
    Q3_K(11, 256, 110, Blocks256::q3),
    Q4_K(12, 256, 144, Blocks256::q4),
    Q5_K(13, 256, 176, Blocks256::q5),
    Q6_K(14, 256, 210, Blocks256::q6),
    BF16(30, 1, 2, (in, out, at) -> out[at] = DType.BF16.read(in));

    /** Names of what is not read, so that a refusal can say what was found. */
    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            Map.entry(9, "Q8_1"),
            Map.entry(15, "Q8_K"),
            Map.entry(16, "IQ2_XXS"),
            Map.entry(17, "IQ2_XS"),
            Map.entry(18, "IQ3_XXS"),
            Map.entry(19, "IQ1_S"),
            Map.entry(20, "IQ4_NL"),
            Map.entry(21, "IQ3_S"),
            Map.entry(22, "IQ2_S"),
            Map.entry(23, "IQ4_XS"),
            Map.entry(24, "I8"),
            Map.entry(25, "I16"),
            Map.entry(26, "I32"),
            Map.entry(27, "I64"),
            Map.entry(28, "F64"),
            Map.entry(29, "IQ1_M"),
            Map.entry(34, "TQ1_0"),
            Map.entry(35, "TQ2_0"),
            Map.entry(39, "MXFP4"),
            Map.entry(40, "NVFP4"));

    private final int id;
    private final int blockValues;
    private final int blockBytes;
    private final Block block;

    GgmlType(int id, int blockValues, int blockBytes, Block block) {
        this.id = id;
        this.blockValues = blockValues;
        this.blockBytes = blockBytes;
        this.block = block;
    }

    /** Reads one block from a little-endian buffer. */
    @FunctionalInterface
    interface Block {
        void read(ByteBuffer in, float[] out, int at);
    }

    int id() {
        return id;
    }

    /** Values that share a scale; a row is a whole number of blocks. */
    int blockValues() {
        return blockValues;
    }

    int blockBytes() {
        return blockBytes;
    }

    boolean isQuantised() {
        return blockValues > 1;
    }

    /** In what its values are kept without loss. */
    DType widened() {
        return this == F16 ? DType.F16 : this == BF16 ? DType.BF16 : DType.F32;
    }

    /** The bytes of {@code values} values, which are whole blocks. */
    long bytes(long values) {
        return Math.multiplyExact(values / blockValues, (long) blockBytes);
    }

    /** Reads {@code values} values, which are whole blocks, into the start of {@code out}. */
    void read(ByteBuffer in, float[] out, int values) {
        for (int at = 0; at < values; at += blockValues) {
            block.read(in, out, at);
        }
    }

    static Optional<GgmlType> of(long id) {
        return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
    }

    /** ggml's name of a number, also of a type that is not read. */
    static String name(long id) {
        return of(id).map(Enum::name).orElseGet(() -> OTHERS.getOrDefault((int) id, "type " + id));
    }

    static String known() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
