package dev.alluvium.model.tensor;

import java.nio.ByteBuffer;

/** The element types of safetensors that this module reads. Each widens to fp32 without loss. */
public enum DType {
    F32(4) {
        @Override
        public float read(ByteBuffer bytes) {
            return bytes.getFloat();
        }

        @Override
        public void write(ByteBuffer bytes, float value) {
            bytes.putFloat(value);
        }
    },
    BF16(2) {
        @Override
        public float read(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }

        @Override
        public void write(ByteBuffer bytes, float value) {
            int bits = Float.floatToIntBits(value);
            int even = 0x7fff + (bits >>> 16 & 1);
            bytes.putShort((short) ((Float.isNaN(value) ? bits : bits + even) >>> 16));
        }
    },
    F16(2) {
        @Override
        public float read(ByteBuffer bytes) {
            return halfToFloat(bytes.getShort());
        }

        @Override
        public void write(ByteBuffer bytes, float value) {
            bytes.putShort(floatToHalf(value));
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

    /** Reads one value. */
    public abstract float read(ByteBuffer bytes);

    /** Writes one value, rounded to the nearest that there is, to even at a tie. */
    public abstract void write(ByteBuffer bytes, float value);

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

    /** IEEE 754 binary32 to binary16; what is too large becomes infinite. */
    static short floatToHalf(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        } else if (magnitude >= 65520f) {
            return (short) (sign | 0x7c00);
        } else if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int rounded = (bits & 0x7fffffff) + 0xfff + (bits >>> 13 & 1);
        return (short) (sign | (rounded - (112 << 23)) >>> 13);
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
