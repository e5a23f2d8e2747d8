package dev.alluvium.model.gguf;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.StoredTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor of a file with its values widened, some rows at a time.
 *
 * @param dtype in what its values are handed on
 * @param headRows rows of a head whose interleaved halves are put one behind the other; 0 to leave rows as they are
 */
record GgufTensor(GgufFile file, String name, GgufHeader.Entry entry, DType dtype, int headRows)
        implements StoredTensor {
    private static final int WINDOW = 1 << 20;
    private static final int LARGEST_UNIT = 1 << 26;
    private static final float LARGEST_HALF = 65504;

    @Override
    public long[] shape() {
        return entry.shape().clone();
    }

    @Override
    public void blocks(BlockSink sink) {
        int row = (int) entry.shape()[entry.shape().length - 1];
        int unit = unit(row);
        long values = HostTensor.elements(entry.shape());
        int most = (int) Math.min(values, Math.max(1, WINDOW / unit) * (long) unit);
        ByteBuffer in = ByteBuffer.allocate((int) entry.type().bytes(most)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocateDirect(Math.multiplyExact(most, dtype.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] window = new float[most];
        float[] turned = headRows == 0 ? window : new float[most];
        for (long from = 0; from < values; from += most) {
            int count = (int) Math.min(most, values - from);
            in.clear().limit((int) entry.type().bytes(count));
            file.read(name, entry.begin() + entry.type().bytes(from), in);
            entry.type().read(in.flip(), window, count);
            if (headRows > 0) {
                RotaryRowOrder.split(window, turned, count, row, headRows);
            }
            out.clear();
            for (int i = 0; i < count; i++) {
                dtype.write(out, checked(turned[i]));
            }
            sink.accept(out.flip(), from);
        }
    }

    /** The values that are put in order together. */
    private int unit(int row) {
        long unit = (long) row * Math.max(1, headRows);
        if (unit > LARGEST_UNIT) {
            throw file.fault()
                    .at(name)
                    .damaged(headRows + " rows of " + row + " in a head", "must be at most 2^26 values");
        }
        return (int) unit;
    }

    private float checked(float value) {
        if (!Float.isFinite(value)) {
            throw file.fault().at(name).damaged(value, "must hold finite values");
        }
        if (dtype == DType.F16 && Math.abs(value) > LARGEST_HALF) {
            throw file.fault().at(name).refused(value, "is beyond what f16 can hold", "use --dtype bf16 or f32");
        }
        return value;
    }
}
