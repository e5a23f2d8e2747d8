package dev.alluvium.model;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Adds scale B A to the blocks of a weight, in order, row by row. */
final class LoraDelta {
    private final float[] a;
    private final float[] b;
    private final float scale;
    private final int rank;
    private final int columns;
    private final float[] row;
    private long current = -1;

    LoraDelta(HostTensor a, HostTensor b, float scale) {
        this.a = a.data();
        this.b = b.data();
        this.scale = scale;
        this.rank = (int) a.shape()[0];
        this.columns = (int) a.shape()[1];
        this.row = new float[columns];
    }

    /** A block with the delta added, rounded to nearest, in a buffer of its own. */
    ByteBuffer add(ByteBuffer block, long from, DType dtype) {
        ByteBuffer in = block.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocateDirect(in.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = from; in.hasRemaining(); i++) {
            if (i / columns != current) {
                compute(i / columns);
            }
            dtype.write(out, dtype.read(in) + row[(int) (i % columns)]);
        }
        return out.flip();
    }

    private void compute(long next) {
        current = next;
        java.util.Arrays.fill(row, 0);
        for (int r = 0; r < rank; r++) {
            float factor = scale * b[(int) next * rank + r];
            int begin = r * columns;
            for (int c = 0; c < columns; c++) {
                row[c] += factor * a[begin + c];
            }
        }
    }
}
