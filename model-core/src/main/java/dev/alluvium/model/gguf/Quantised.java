package dev.alluvium.model.gguf;

import dev.alluvium.model.tensor.DType;
import java.nio.ByteBuffer;

/** Values as ggml writes them; the quantised types round as its reference does. */
final class Quantised {
    private static final int BLOCK = 32;

    private Quantised() {}

    /** Writes all values, which are whole blocks. */
    static void write(GgmlType type, float[] values, ByteBuffer out) {
        for (int at = 0; at < values.length; at += type.blockValues()) {
            switch (type) {
                case F32, F16, BF16 -> type.widened().write(out, values[at]);
                case Q8_0 -> q8(values, at, out);
                case Q4_0 -> q4(values, at, out);
                default -> throw new IllegalArgumentException(type + " is not written");
            }
        }
    }

    private static void q8(float[] values, int at, ByteBuffer out) {
        float largest = 0;
        for (int i = at; i < at + BLOCK; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        float scale = largest / 127;
        float inverse = scale == 0 ? 0 : 1 / scale;
        DType.F16.write(out, scale);
        for (int i = at; i < at + BLOCK; i++) {
            float number = values[i] * inverse;
            out.put((byte) (Math.signum(number) * Math.floor(Math.abs(number) + 0.5)));
        }
    }

    /** The value that is farthest from zero becomes -8. */
    private static void q4(float[] values, int at, ByteBuffer out) {
        float farthest = 0;
        for (int i = at; i < at + BLOCK; i++) {
            farthest = Math.abs(values[i]) > Math.abs(farthest) ? values[i] : farthest;
        }
        float scale = farthest / -8;
        float inverse = scale == 0 ? 0 : 1 / scale;
        DType.F16.write(out, scale);
        for (int i = at; i < at + BLOCK / 2; i++) {
            out.put((byte) (four(values[i] * inverse) | four(values[i + BLOCK / 2] * inverse) << 4));
        }
    }

    private static int four(float number) {
        return Math.max(0, Math.min(15, (int) (number + 8.5f)));
    }
}
