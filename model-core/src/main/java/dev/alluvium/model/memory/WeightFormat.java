package dev.alluvium.model.memory;

import dev.alluvium.model.TensorSpec;

/** How the frozen weights of a base are held while it is used. */
public enum WeightFormat {
    FP32(4),
    BF16(2),
    /** Layer projections as one signed byte a weight with an fp32 scale per output row; all else fp32. */
    INT8(4);

    private final int activationBytes;

    WeightFormat(int activationBytes) {
        this.activationBytes = activationBytes;
    }

    /** Bytes of one value between the layers. */
    int activationBytes() {
        return activationBytes;
    }

    /** Bytes of one tensor of the checkpoint, once it is loaded. */
    long bytes(TensorSpec tensor) {
        return this == INT8 && tensor.isProjection()
                ? tensor.elements() + 4L * tensor.dimensions()[0]
                : tensor.elements() * activationBytes;
    }
}
