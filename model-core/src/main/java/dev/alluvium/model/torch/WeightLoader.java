package dev.alluvium.model.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.StoredTensor;
import java.util.ArrayList;
import java.util.List;

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

    private static final int PIECE = 1 << 20;

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
        NDArray into = make(tensor.shape(), type);
        pieces(tensor, "fill", into);
        return into;
    }

    /** A matrix [out, in] as int8 and, for each row, the fp32 scale that its values are to be multiplied by. */
    public NDList quantise(StoredTensor tensor) {
        NDArray into = make(tensor.shape(), TorchType.INT8);
        NDArray scales = make(new long[] {tensor.shape()[0]}, TorchType.FLOAT32);
        pieces(tensor, "quantise", into, scales);
        return new NDList(into, scales);
    }

    private NDArray make(long[] shape, TorchType type) {
        long columns = shape.length == 1 ? -1 : shape[1];
        return program.train(owner, "make", like, shape[0], columns, type.code).get(0);
    }

    /** Small pieces keep the allocator's holes small. */
    private void pieces(StoredTensor tensor, String method, NDArray... into) {
        long stored = TorchType.of(tensor.dtype()).code;
        int width = tensor.dtype().bytes();
        int piece = Math.toIntExact(StoredTensor.wholeRows(tensor.shape(), PIECE) * width);
        tensor.blocks((bytes, from) -> {
            for (int at = 0; at < bytes.limit(); at += piece) {
                int length = Math.min(piece, bytes.limit() - at);
                try (NDManager call = owner.newSubManager(Device.cpu())) {
                    List<Object> arguments = new ArrayList<>(List.of((Object[]) into));
                    arguments.add(call.create(bytes.slice(at, length), new Shape(length), DataType.UINT8));
                    arguments.addAll(List.of(stored, from + at / width));
                    program.train(call, method, arguments.toArray());
                }
            }
        });
    }
}
