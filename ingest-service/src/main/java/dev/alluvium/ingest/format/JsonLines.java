package dev.alluvium.ingest.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One record to a line, passed on as it is: a broken line is for cleaning to keep, not for the reader to lose. */
final class JsonLines implements RecordSource {
    /** A longer line can be no record; reading it whole would cost memory for nothing. */
    private static final int LONGEST_LINE = 16 << 20;

    private final InputStream in;
    private long number;

    JsonLines(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable RawItem next() throws IOException {
        while (true) {
            byte[] line = line();
            if (line == null) {
                return null;
            }
            number++;
            if (!isBlank(line)) {
                return new RawItem(number, line);
            }
        }
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (b != '\r') {
                line.write(b);
            }
            if (line.size() > LONGEST_LINE) {
                throw new FormatException("line " + (number + 1) + ": longer than " + LONGEST_LINE
                        + " bytes; put one record of at most 1 MiB on each line");
            }
            b = in.read();
        }
        return line.toByteArray();
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
