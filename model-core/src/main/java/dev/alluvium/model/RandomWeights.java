package dev.alluvium.model;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Weights for sizing a machine before the real ones are downloaded: norms one, biases zero, the rest uniform with
 * deviation 0.02. They are drawn as they are written, so a model larger than memory can be made; a tensor's values
 * depend on the seed and its name alone.
 */
public final class RandomWeights {
    private static final double BOUND = 0.02 * Math.sqrt(3);
    private static final int BLOCK = 1 << 18;

    private RandomWeights() {}

    /** Every tensor of a configuration, in fp32 or bf16. */
    public static Map<String, StoredTensor> of(DecoderConfig config, DType dtype, long seed) {
        if (dtype == DType.F16) {
            throw new ModelException("dtype", dtype, "must be fp32 or bf16", "try bf16");
        }
        return config.tensors().stream()
                .collect(Collectors.toMap(TensorSpec::name, spec -> new Drawn(spec, dtype, seed)));
    }

    private record Drawn(TensorSpec spec, DType dtype, long seed) implements StoredTensor {
        @Override
        public long[] shape() {
            return spec.dimensions();
        }

        @Override
        public void blocks(BlockSink sink) {
            SplittableRandom random =
                    new SplittableRandom(31 * seed + spec.name().hashCode());
            long most = Math.min(spec.elements(), StoredTensor.wholeRows(shape(), BLOCK));
            ByteBuffer block =
                    ByteBuffer.allocateDirect((int) most * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (long from = 0; from < spec.elements(); from += most) {
                block.clear();
                for (long i = Math.min(most, spec.elements() - from); i > 0; i--) {
                    put(block, value(random));
                }
                sink.accept(block.flip(), from);
            }
        }

        private float value(SplittableRandom random) {
            if (spec.name().endsWith(".bias")) {
                return 0;
            }
            return spec.shape().size() == 1 ? 1 : (float) ((2 * random.nextDouble() - 1) * BOUND);
        }

        private void put(ByteBuffer block, float value) {
            if (dtype == DType.F32) {
                block.putFloat(value);
            } else {
                block.putShort((short) (Float.floatToRawIntBits(value) >> 16));
            }
        }
    }
}
