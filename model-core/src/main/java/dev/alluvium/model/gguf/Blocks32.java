package dev.alluvium.model.gguf;

import dev.alluvium.model.tensor.DType;
import java.nio.ByteBuffer;

/** ggml's blocks of 32 values: an fp16 scale d, an fp16 offset m where the name ends in 1, then the numbers. */
final class Blocks32 {
    private static final int HALF = 16;

    private Blocks32() {}

    /** d (q - 8) of 4 bits. */
    static void q4With0(ByteBuffer in, float[] out, int at) {
        float d = DType.F16.read(in);
        nibbles(in, 0, out, at, d, 8, 0);
    }

    /** d q + m of 4 bits. */
    static void q4With1(ByteBuffer in, float[] out, int at) {
        float d = DType.F16.read(in);
        float m = DType.F16.read(in);
        nibbles(in, 0, out, at, d, 0, m);
    }

    /** d (q - 16) of 5 bits. */
    static void q5With0(ByteBuffer in, float[] out, int at) {
        float d = DType.F16.read(in);
        nibbles(in, in.getInt(), out, at, d, 16, 0);
    }

    /** d q + m of 5 bits. */
    static void q5With1(ByteBuffer in, float[] out, int at) {
        float d = DType.F16.read(in);
        float m = DType.F16.read(in);
        nibbles(in, in.getInt(), out, at, d, 0, m);
    }

    /** d q of 8 bits. */
    static void q8With0(ByteBuffer in, float[] out, int at) {
        float d = DType.F16.read(in);
        for (int i = 0; i < 2 * HALF; i++) {
            out[at + i] = in.get() * d;
        }
    }

    /** The low nibbles are the first half of a block; bit i of {@code fifth} belongs to value i. */
    private static void nibbles(ByteBuffer in, int fifth, float[] out, int at, float d, int zero, float m) {
        for (int i = 0; i < HALF; i++) {
            int pair = in.get() & 0xff;
            out[at + i] = d * ((pair & 15 | (fifth >>> i & 1) << 4) - zero) + m;
            out[at + HALF + i] = d * ((pair >>> 4 | (fifth >>> HALF + i & 1) << 4) - zero) + m;
        }
    }
}
