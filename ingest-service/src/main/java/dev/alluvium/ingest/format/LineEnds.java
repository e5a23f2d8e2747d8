package dev.alluvium.ingest.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** UTF-8 whose lines end with a carriage return alone, as Excel for Macintosh writes them, with line feeds instead. */
final class LineEnds extends FilterInputStream {
    LineEnds(InputStream in) {
        super(in);
    }

    /** Whether the first line of a text ends so. */
    static boolean isReturn(String head) {
        int at = head.indexOf('\r');
        int feed = head.indexOf('\n');
        return at >= 0 && (feed < 0 || at < feed - 1);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        return b == '\r' ? '\n' : b;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = super.read(target, from, length);
        for (int i = from; i < from + count; i++) {
            target[i] = target[i] == '\r' ? (byte) '\n' : target[i];
        }
        return count;
    }
}
