package dev.alluvium.cli.client;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream for people on which control characters of records, answers and names are seen and do nothing: an escape sequence in
 * a record must not move the cursor, change the title or hide what stands before it. They are printed as in JSON, such as
 * {@code \u001b}; line ends and tabs stay. So do commands that draw on a terminal: they write to {@link #raw}.
 */
public final class VisibleOutput extends PrintStream {
    private final PrintStream raw;
    private final ProgressLine drawn;

    public VisibleOutput(PrintStream raw) {
        this(raw, new ProgressLine());
    }

    /** @param drawn on the terminal that this prints to, perhaps by another stream */
    public VisibleOutput(PrintStream raw, ProgressLine drawn) {
        super(raw, true);
        this.raw = raw;
        this.drawn = drawn;
    }

    /** What is drawn where a stream prints to. */
    static ProgressLine drawn(PrintStream out) {
        return out instanceof VisibleOutput visible ? visible.drawn : new ProgressLine();
    }

    /** Where the program's own escape sequences go. */
    static PrintStream raw(PrintStream out) {
        return out instanceof VisibleOutput visible ? visible.raw : out;
    }

    @Override
    public void print(@Nullable String text) {
        drawn.erase();
        raw.print(visible(String.valueOf(text)));
    }

    @Override
    public void println(@Nullable String text) {
        drawn.erase();
        raw.println(visible(String.valueOf(text)));
    }

    @Override
    public void println(@Nullable Object value) {
        println(String.valueOf(value));
    }

    @Override
    public void println() {
        drawn.erase();
        raw.println();
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    /** Control characters and those that turn the direction of writing, as in JSON. */
    static String visible(String text) {
        if (text.chars().noneMatch(VisibleOutput::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(character -> {
            if (isHidden(character)) {
                visible.append(String.format("\\u%04x", character));
            } else {
                visible.append((char) character);
            }
        });
        return visible.toString();
    }

    private static boolean isHidden(int character) {
        return character < ' ' && character != '\n' && character != '\t'
                || character >= 0x7F && character <= 0x9F
                || character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069;
    }
}
