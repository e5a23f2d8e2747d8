package dev.alluvium.ingest.format;

/**
 * Where in its file something begins.
 *
 * @param record its number among the records of the file, from 1
 * @param line from 1; 0 if the format has no lines
 * @param column in that line, from 1; 0 for the whole line
 */
public record FilePosition(long record, long line, long column) {
    /** A record that has a line to itself. */
    public static FilePosition line(long record, long line) {
        return new FilePosition(record, line, 0);
    }

    /** In words: {@code line 12, column 3}. */
    @Override
    public String toString() {
        if (line == 0) {
            return "record " + record;
        }
        return column == 0 ? "line " + line : "line " + line + ", column " + column;
    }
}
