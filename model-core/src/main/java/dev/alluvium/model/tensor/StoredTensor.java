package dev.alluvium.model.tensor;

import java.nio.ByteBuffer;

/** A tensor that is read a block at a time, so that no second copy of it need exist. */
public interface StoredTensor {
    long[] shape();

    /** How its values are written. */
    DType dtype();

    /** How many bytes its values take. */
    default long bytes() {
        return HostTensor.elements(shape()) * dtype().bytes();
    }

    /** Gives all bytes in order, whole rows at a time. */
    void blocks(BlockSink sink);

    /** The most values, up to {@code values}, that are whole rows; at least one row. */
    static long wholeRows(long[] shape, long values) {
        long row = shape.length < 2 ? 1 : HostTensor.elements(shape) / Math.max(1, shape[0]);
        return Math.max(1, row) * Math.max(1, values / Math.max(1, row));
    }

    /** Takes a tensor's bytes. */
    @FunctionalInterface
    interface BlockSink {
        /**
         * @param bytes direct and little-endian, whole rows from position 0 on; to be used during the call only
         * @param from the index of the block's first value in the flattened tensor
         */
        void accept(ByteBuffer bytes, long from);
    }
}
