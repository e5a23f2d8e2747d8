package dev.alluvium.ingest.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One record to a line, passed on as it is. A line that is too long is skipped to its end without being held in memory.
 */
final class JsonLines implements RecordSource {
    private final InputStream in;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 12);
    private long line;
    private long record;

    /**
     * Reads from where the stream stands.
     *
     * @param in buffered
     */
    JsonLines(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        while (true) {
            long length = line();
            if (length < 0) {
                return null;
            }
            line++;
            if (length > ReaderLimits.RECORD) {
                return SourceItem.tooLarge(FilePosition.line(++record, line), length);
            }
            byte[] bytes = buffer.toByteArray();
            if (!isBlank(bytes)) {
                return new SourceItem.Found(FilePosition.line(++record, line), bytes);
            }
        }
    }

    /** Reads one line into the buffer, as far as a record may be long, and returns the whole line's length. */
    private long line() throws IOException {
        buffer.reset();
        int b = in.read();
        if (b < 0) {
            return -1;
        }
        long length = 0;
        while (b >= 0 && b != '\n') {
            if (b != '\r') {
                length++;
                if (length <= ReaderLimits.RECORD) {
                    buffer.write(b);
                }
            }
            b = in.read();
        }
        return length;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
