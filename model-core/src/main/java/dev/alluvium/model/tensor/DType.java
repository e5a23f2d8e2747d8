package dev.alluvium.model.tensor;

import java.nio.ByteBuffer;

/** The element types of safetensors that this module reads. Each widens to fp32 without loss. */
public enum DType {
    F32(4) {
        @Override
        float read(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    BF16(2) {
        @Override
        float read(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }
    },
    F16(2) {
        @Override
        float read(ByteBuffer bytes) {
            return halfToFloat(bytes.getShort());
        }
    };

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    abstract float read(ByteBuffer bytes);

    /** Widens all of {@code bytes} into {@code into} from index {@code at} on. */
    void widen(ByteBuffer bytes, float[] into, int at) {
        if (this == F32) {
            bytes.asFloatBuffer().get(into, at, bytes.remaining() / 4);
            return;
        }
        for (int i = at; bytes.hasRemaining(); i++) {
            into[i] = read(bytes);
        }
    }

    /** IEEE 754 binary16 to binary32; exact, subnormals, infinities and NaN included. */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }
}
