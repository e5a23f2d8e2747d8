package dev.alluvium.model;

import ai.djl.ndarray.types.DataType;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.model.torch.WeightLoader.TorchType;

/** How a loaded base holds its weights, and in which type adapters and rotary frequencies are beside it. */
enum WeightStorage {
    FP32(TorchType.FLOAT32, DataType.FLOAT32),
    BF16(TorchType.BFLOAT16, DataType.FLOAT32),
    /** Projections as int8 with a scale for each row, the rest fp32. */
    INT8(TorchType.FLOAT32, DataType.FLOAT32),
    /** For checking gradients against finite differences. */
    FP64(TorchType.FLOAT64, DataType.FLOAT64);

    private final TorchType weights;
    private final DataType adapters;

    static WeightStorage of(WeightFormat format) {
        return valueOf(format.name());
    }

    WeightStorage(TorchType weights, DataType adapters) {
        this.weights = weights;
        this.adapters = adapters;
    }

    TorchType weights() {
        return weights;
    }

    DataType adapters() {
        return adapters;
    }

    /** As which it counts; fp64, which nobody but a test asks for, as fp32. */
    WeightFormat format() {
        return this == FP64 ? WeightFormat.FP32 : WeightFormat.valueOf(name());
    }

    /** Whether W + scale B A is exact enough to take W's place in a step; bf16 would round the adapter away. */
    boolean foldsAdapters() {
        return this != BF16;
    }

    /** Whether a tensor is kept as int8 and a scale. */
    boolean quantises(TensorSpec spec) {
        return this == INT8 && spec.isProjection();
    }
}
