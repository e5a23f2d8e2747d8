package dev.alluvium.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.alluvium.contracts.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Finds out what a file is by its first bytes, never by its name: JSON lines (one record or {@code {"text": …}} of C4 to a
 * line), a JSON array (Alpaca), one pretty-printed object, and any of them under gzip.
 */
public final class Formats {
    private static final int LOOKED_AT = 1 << 20;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private Formats() {}

    /**
     * Opens the records of a file.
     *
     * @throws FormatException if it begins like none of the known formats
     */
    public static RecordSource open(InputStream input) throws IOException {
        BufferedInputStream in = plain(new BufferedInputStream(input, 1 << 16));
        in.mark(LOOKED_AT + 1);
        String head = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
        in.reset();
        if (head.startsWith("\uFEFF")) {
            in.skipNBytes(3);
        }
        String begin = head.replaceFirst("^\uFEFF?\\s*", "");
        if (begin.startsWith("[")) {
            return new JsonValues(in);
        }
        if (begin.startsWith("{")) {
            return isOnePerLine(begin) ? new JsonLines(in) : new JsonValues(in);
        }
        if (begin.isEmpty()) {
            return new JsonLines(in);
        }
        throw new FormatException("the input begins with neither { nor [: records are JSON lines, a JSON array,"
                + " or a JSON object; convert it first");
    }

    /** Opens an input of which it is known that each line is a record. */
    public static RecordSource lines(InputStream input) {
        return new JsonLines(new BufferedInputStream(input));
    }

    /** Whether the first line is a value of its own; a first line that breaks off in the middle of the file is not. */
    private static boolean isOnePerLine(String begin) {
        int end = begin.indexOf('\n');
        String first = end < 0 ? begin : begin.substring(0, end);
        try {
            return Json.mapper().readTree(first).isObject();
        } catch (JsonProcessingException e) {
            return end > 0 && begin.substring(end).stripLeading().startsWith("{");
        }
    }

    private static BufferedInputStream plain(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean zipped = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
    }
}
