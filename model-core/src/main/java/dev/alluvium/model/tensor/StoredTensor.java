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

    /** Gives all bytes in order. */
    void blocks(BlockSink sink);

    /** Takes a tensor's bytes. */
    @FunctionalInterface
    interface BlockSink {
        /**
         * @param bytes direct and little-endian, whole values from position 0 on; to be used during the call only
         * @param from the index of the block's first value in the flattened tensor
         */
        void accept(ByteBuffer bytes, long from);
    }
}
