package dev.alluvium.model.tensor;

import java.util.Arrays;

/**
 * A dense fp32 tensor on the heap, row-major. The arrays are shared, not copied: treat them as read-only unless you
 * made them.
 */
public final class HostTensor {
    private final long[] shape;
    private final float[] data;

    public HostTensor(long[] shape, float[] data) {
        if (elements(shape) != data.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " needs " + elements(shape) + " values, got " + data.length);
        }
        this.shape = shape.clone();
        this.data = data;
    }

    /** A tensor of zeros. */
    public static HostTensor zeros(long... shape) {
        return new HostTensor(shape, new float[Math.toIntExact(elements(shape))]);
    }

    /** The number of values a shape holds; 1 for a scalar. */
    public static long elements(long... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    public long[] shape() {
        return shape.clone();
    }

    /** The values, not a copy. */
    public float[] data() {
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostTensor that && Arrays.equals(shape, that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "HostTensor" + Arrays.toString(shape);
    }
}
