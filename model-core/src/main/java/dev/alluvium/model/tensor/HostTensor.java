package dev.alluvium.model.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A dense fp32 tensor on the heap, row-major. The arrays are shared, not copied: treat them as read-only unless you
 * made them.
 */
public final class HostTensor implements StoredTensor {
    private static final int BLOCK = 1 << 18;

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

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** The values, not a copy. */
    public float[] data() {
        return data;
    }

    @Override
    public DType dtype() {
        return DType.F32;
    }

    @Override
    public void blocks(BlockSink sink) {
        int most = (int) Math.min(data.length, StoredTensor.wholeRows(shape, BLOCK));
        ByteBuffer block = ByteBuffer.allocateDirect(most * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < data.length; from += most) {
            int count = Math.min(most, data.length - from);
            block.clear().asFloatBuffer().put(data, from, count);
            sink.accept(block.limit(count * Float.BYTES), from);
        }
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
