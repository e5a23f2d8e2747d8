package dev.alluvium.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of text with their numbers, some of which may be put back and read again. */
final class TextLines implements Closeable {
    private final Reader reader;
    private final Deque<Line> returned = new ArrayDeque<>();
    private long number;

    /**
     * One line without its end.
     *
     * @param length the whole line's; {@code text} has at most as much of it as a record may be long
     */
    record Line(long number, String text, long length) {
        boolean isCut() {
            return length > text.length();
        }
    }

    /**
     * Reads from where the reader stands.
     *
     * @param reader buffered
     */
    TextLines(Reader reader) {
        this.reader = reader;
    }

    /** The next line, or null at the end. */
    @Nullable Line next() throws IOException {
        Line again = returned.poll();
        if (again != null) {
            return again;
        }
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        StringBuilder text = new StringBuilder(160);
        long length = 0;
        while (c >= 0 && c != '\n') {
            if (++length <= ReaderLimits.RECORD) {
                text.append((char) c);
            }
            c = reader.read();
        }
        if (length == text.length() && length > 0 && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
            length--;
        }
        return new Line(++number, text.toString(), length);
    }

    /** Puts lines back, the first of them to be read next. */
    void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            returned.push(lines.get(i));
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
