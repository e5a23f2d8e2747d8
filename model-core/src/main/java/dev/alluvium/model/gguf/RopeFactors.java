package dev.alluvium.model.gguf;

import dev.alluvium.model.RopeScaling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Llama 3.1's stretched frequencies. llama.cpp keeps what each is divided by, transformers the four numbers that these
 * follow from; of the numbers only the factor differs between the models that there are.
 */
final class RopeFactors {
    private static final double LOW = 1;
    private static final double HIGH = 4;
    private static final int ORIGINAL = 8192;
    private static final double TOLERANCE = 1e-4;

    private RopeFactors() {}

    /** What each of the {@code headDim / 2} frequencies is divided by. */
    static float[] of(RopeScaling scaling, double theta, int headDim) {
        float[] factors = new float[headDim / 2];
        for (int i = 0; i < factors.length; i++) {
            double frequency = Math.pow(theta, -2.0 * i / headDim);
            factors[i] = (float) (frequency / scaling.apply(frequency));
        }
        return factors;
    }

    /** The numbers behind the factors of a file; refused where there are none. */
    static RopeScaling read(GgufFile file, double theta, int headDim) {
        float[] found = values(file, headDim);
        float largest = 1;
        for (float each : found) {
            largest = Math.max(largest, each);
        }
        if (largest == 1) {
            return new RopeScaling.None();
        }
        RopeScaling scaling = new RopeScaling.Llama3(largest, LOW, HIGH, ORIGINAL);
        float[] expected = of(scaling, theta, headDim);
        for (int i = 0; i < found.length; i++) {
            if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE * expected[i])) {
                throw file.fault()
                        .at(GgufNames.ROPE_FACTORS)
                        .refused(
                                found[i] + " at " + i,
                                "must be Llama 3.1's " + expected[i],
                                "choose a base with Llama 3.1's scaling, or none");
            }
        }
        return scaling;
    }

    private static float[] values(GgufFile file, int headDim) {
        GgufHeader.Entry entry = file.tensors().get(GgufNames.ROPE_FACTORS);
        if (entry == null
                || entry.shape().length != 1
                || entry.shape()[0] != headDim / 2
                || entry.type().isQuantised()) {
            throw file.fault()
                    .at(GgufNames.ROPE_FACTORS)
                    .damaged(entry == null ? "absent" : entry.type(), "must be " + headDim / 2 + " plain numbers");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        file.read(GgufNames.ROPE_FACTORS, entry.begin(), bytes);
        float[] values = new float[headDim / 2];
        entry.type().read(bytes.flip(), values, values.length);
        return values;
    }
}
