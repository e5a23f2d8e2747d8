package dev.alluvium.model.gguf;

import dev.alluvium.model.tensor.DType;
import java.nio.ByteBuffer;

/**
 * ggml's blocks of 256 values, the "k-quants": groups of 16 or 32 values with small scales, and where there are offsets
 * small ones too, which are multiples of fp16 numbers of the block.
 */
final class Blocks256 {
    private static final int VALUES = 256;

    private Blocks256() {}

    /** 16 groups; scale and offset of 4 bits, numbers of 2. */
    static void q2(ByteBuffer in, float[] out, int at) {
        byte[] scales = take(in, 16);
        byte[] low = take(in, 64);
        float d = DType.F16.read(in);
        float min = DType.F16.read(in);
        for (int i = 0; i < VALUES; i++) {
            int scale = scales[i / 16];
            out[at + i] = d * (scale & 15) * twoBits(low, i) - min * (scale >>> 4 & 15);
        }
    }

    /** 16 groups; signed scales of 6 bits, signed numbers of 3. */
    static void q3(ByteBuffer in, float[] out, int at) {
        byte[] high = take(in, 32);
        byte[] low = take(in, 64);
        byte[] packed = take(in, 12);
        float d = DType.F16.read(in);
        for (int i = 0; i < VALUES; i++) {
            int group = i / 16;
            int scale =
                    (packed[group % 8] >>> 4 * (group / 8) & 15) | (packed[8 + group % 4] >>> 2 * (group / 4) & 3) << 4;
            int absent = high[i % 32] >>> i / 32 & 1 ^ 1;
            out[at + i] = d * (scale - 32) * (twoBits(low, i) - 4 * absent);
        }
    }

    /** 8 groups; scales and offsets of 6 bits, numbers of 4. */
    static void q4(ByteBuffer in, float[] out, int at) {
        float d = DType.F16.read(in);
        float min = DType.F16.read(in);
        byte[] packed = take(in, 12);
        byte[] low = take(in, 128);
        for (int i = 0; i < VALUES; i++) {
            out[at + i] = d * scale(packed, i / 32) * nibble(low, i) - min * offset(packed, i / 32);
        }
    }

    /** 8 groups; scales and offsets of 6 bits, numbers of 5. */
    static void q5(ByteBuffer in, float[] out, int at) {
        float d = DType.F16.read(in);
        float min = DType.F16.read(in);
        byte[] packed = take(in, 12);
        byte[] high = take(in, 32);
        byte[] low = take(in, 128);
        for (int i = 0; i < VALUES; i++) {
            int number = nibble(low, i) | (high[i % 32] >>> i / 32 & 1) << 4;
            out[at + i] = d * scale(packed, i / 32) * number - min * offset(packed, i / 32);
        }
    }

    /** 16 groups; signed scales of 8 bits, signed numbers of 6. */
    static void q6(ByteBuffer in, float[] out, int at) {
        byte[] low = take(in, 128);
        byte[] high = take(in, 64);
        byte[] scales = take(in, 16);
        float d = DType.F16.read(in);
        for (int i = 0; i < VALUES; i++) {
            int four = low[i / 128 * 64 + i % 64] >>> 4 * (i % 128 / 64) & 15;
            out[at + i] = d * scales[i / 16] * ((four | twoBits(high, i) << 4) - 32);
        }
    }

    /** 32 bytes hold bits of 4 x 32 values: the lowest of the first 32, the next of the following. */
    private static int twoBits(byte[] packed, int i) {
        return packed[i / 128 * 32 + i % 32] >>> 2 * (i % 128 / 32) & 3;
    }

    /** 32 bytes hold 2 x 32 values, the first in the low nibbles. */
    private static int nibble(byte[] packed, int i) {
        return packed[i / 64 * 32 + i % 32] >>> 4 * (i % 64 / 32) & 15;
    }

    private static int scale(byte[] packed, int group) {
        return group < 4 ? packed[group] & 63 : packed[group + 4] & 15 | (packed[group - 4] >>> 6 & 3) << 4;
    }

    private static int offset(byte[] packed, int group) {
        return group < 4 ? packed[group + 4] & 63 : packed[group + 4] >>> 4 & 15 | (packed[group] >>> 6 & 3) << 4;
    }

    private static byte[] take(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
