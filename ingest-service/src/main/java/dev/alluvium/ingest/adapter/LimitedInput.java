package dev.alluvium.ingest.adapter;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may give so much and no more, whatever it was zipped from. */
final class LimitedInput extends FilterInputStream {
    private final long limit;
    private long count;

    LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** There is more than allowed. */
    static final class TooLarge extends IOException {
        private final long limit;

        TooLarge(long limit) {
            super("more than " + limit + " bytes");
            this.limit = limit;
        }

        long limit() {
            return limit;
        }
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        counted(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = super.read(target, from, length);
        counted(Math.max(0, read));
        return read;
    }

    private void counted(int more) throws TooLarge {
        count += more;
        if (count > limit) {
            throw new TooLarge(limit);
        }
    }
}
