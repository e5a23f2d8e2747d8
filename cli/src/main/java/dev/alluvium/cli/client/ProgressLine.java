package dev.alluvium.cli.client;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The line at the end of a terminal that is drawn again and again. Whatever else is printed replaces it. */
public final class ProgressLine {
    private static final String EMPTY = "\r\u001b[2K";

    private @Nullable PrintStream on;

    /** Draws it anew; it must not be wider than the terminal, which could not erase it then. */
    synchronized void draw(PrintStream terminal, String text) {
        terminal.print(EMPTY + text);
        terminal.flush();
        on = terminal;
    }

    /** Makes room for something else. */
    public synchronized void erase() {
        if (on != null) {
            on.print(EMPTY);
            on.flush();
            on = null;
        }
    }
}
