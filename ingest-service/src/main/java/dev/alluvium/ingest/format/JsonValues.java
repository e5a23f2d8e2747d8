package dev.alluvium.ingest.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one JSON array, such as an Alpaca file, or JSON values one after the other, pretty-printed or not. It only
 * cuts values out, by their brackets and quotes, so that one that is too large, too deep or wrong inside costs no other.
 */
final class JsonValues implements RecordSource {
    private final InputStream in;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 12);
    private boolean inArray;
    private long record;
    private long line = 1;
    private long column;
    private int current;

    /**
     * Reads from where the stream stands.
     *
     * @param in buffered
     */
    JsonValues(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable SourceItem next() throws IOException {
        boolean begin = record == 0 && !inArray;
        skipBetween();
        if (begin && current == '[') {
            inArray = true;
            skipBetween();
        }
        return current < 0 ? null : value(new FilePosition(++record, line, column));
    }

    private SourceItem value(FilePosition place) throws IOException {
        buffer.reset();
        long length = 0;
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        boolean escaped = false;
        do {
            boolean was = quoted;
            if (quoted) {
                quoted = escaped || current != '"';
                escaped = !escaped && current == '\\';
            } else {
                quoted = current == '"';
                depth += opens(current) ? 1 : closes(current) ? -1 : 0;
                deepest = Math.max(deepest, depth);
            }
            if (was || !isSpace(current)) {
                length++;
                if (length <= ReaderLimits.RECORD) {
                    buffer.write(current);
                }
            }
            if (depth <= 0 && !quoted && ends(peek())) {
                return item(place, length, deepest);
            }
        } while (read() >= 0);
        throw new FormatException("record " + record + ", " + place
                + ": begins here and never ends; mend the file, or put one record on each line");
    }

    private SourceItem item(FilePosition place, long length, int deepest) {
        if (deepest > ReaderLimits.DEPTH) {
            return new SourceItem.Broken(
                    place, deepest + " levels deep: a record has at most " + ReaderLimits.DEPTH + "; flatten it");
        }
        return length > ReaderLimits.RECORD
                ? SourceItem.tooLarge(place, length)
                : new SourceItem.Found(place, buffer.toByteArray());
    }

    /** A value that is complete ends before whatever may stand between two of them. */
    private boolean ends(int next) {
        return closes(current) || current == '"' || next < 0 || next == ',' || next == ']' || isSpace(next);
    }

    private void skipBetween() throws IOException {
        do {
            read();
        } while (current == ',' || isSpace(current) || (inArray && current == ']'));
    }

    private int read() throws IOException {
        if (current == '\n') {
            line++;
            column = 0;
        }
        current = in.read();
        column++;
        return current;
    }

    private int peek() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next;
    }

    private static boolean opens(int c) {
        return c == '{' || c == '[';
    }

    private static boolean closes(int c) {
        return c == '}' || c == ']';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
