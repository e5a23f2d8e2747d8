package dev.alluvium.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.StoredTensor;

/**
 * Brings stored tensors into torch's memory, a block at a time and in any of torch's float types; DJL itself neither
 * converts to bf16 nor copies what it is given.
 */
public final class WeightLoader {
    /** torch's numbers of its types. */
    public enum TorchType {
        INT8(1),
        FLOAT16(5),
        FLOAT32(6),
        FLOAT64(7),
        BFLOAT16(15);

        private final long code;

        TorchType(long code) {
            this.code = code;
        }

        static TorchType of(DType stored) {
            return switch (stored) {
                case F32 -> FLOAT32;
                case F16 -> FLOAT16;
                case BF16 -> BFLOAT16;
            };
        }
    }

    private final NDManager owner;
    private final Program program;
    private final NDArray like;

    /** A loader whose tensors belong to {@code owner} and lie on its device. */
    public WeightLoader(NDManager owner) {
        this.owner = owner;
        this.program = Program.compile(owner, LoaderScript.NAME, LoaderScript.SOURCE);
        this.like = owner.create(new Shape(1), DataType.FLOAT32);
    }

    /** Reads a vector or matrix, converted to {@code type}; lossless to a wider type, rounded to a narrower one. */
    public NDArray load(StoredTensor tensor, TorchType type) {
        return load(owner, tensor, type);
    }

    /** A matrix [out, in] as int8 and, for each row, the fp32 scale that its values are to be multiplied by. */
    public NDList quantise(StoredTensor tensor) {
        try (NDManager call = owner.newSubManager()) {
            return program.train(owner, "quantise", load(call, tensor, TorchType.FLOAT32));
        }
    }

    private NDArray load(NDManager results, StoredTensor tensor, TorchType type) {
        long[] shape = tensor.shape();
        long columns = shape.length == 1 ? -1 : shape[1];
        NDArray into = program.train(results, "make", like, shape[0], columns, type.code)
                .get(0);
        TorchType stored = TorchType.of(tensor.dtype());
        tensor.blocks((bytes, from) -> {
            try (NDManager call = owner.newSubManager(Device.cpu())) {
                NDArray raw = call.create(bytes, new Shape(bytes.limit()), DataType.UINT8);
                program.train(call, "fill", into, raw, stored.code, from);
            }
        });
        return into;
    }
}
