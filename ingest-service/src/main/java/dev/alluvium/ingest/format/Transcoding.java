package dev.alluvium.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Text of another encoding as UTF-8. */
final class Transcoding extends InputStream {
    private static final int CHUNK = 1 << 13;

    private final Reader reader;
    private final char[] chars = new char[CHUNK];
    private byte[] bytes = {};
    private int next;

    Transcoding(Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, target, from, count);
        next += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (next < bytes.length) {
            return true;
        }
        int count = reader.read(chars, 0, CHUNK - 1);
        if (count <= 0) {
            return false;
        }
        if (Character.isHighSurrogate(chars[count - 1])) {
            int low = reader.read();
            if (low >= 0) {
                chars[count++] = (char) low;
            }
        }
        bytes = new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
        next = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
