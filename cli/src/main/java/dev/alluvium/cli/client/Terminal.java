package dev.alluvium.cli.client;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress for people: a line that is drawn again on a terminal, plain lines at a slower pace elsewhere.
 */
public final class Terminal {
    private static final int BAR = 24;
    private static final long PLAIN_EVERY_MILLIS = 5_000;

    private final PrintStream out;
    private final PrintStream raw;
    private final boolean interactive;
    private boolean open;
    private String lastLabel = "";
    private long lastPlain;

    public Terminal(PrintStream out) {
        this.out = out;
        this.raw = VisibleOutput.raw(out);
        this.interactive = System.console() != null && System.getenv("NO_COLOR") == null && System.getenv("CI") == null;
    }

    /** The width that text is laid out for: a terminal's; where no terminal is, nothing bounds it. */
    static int columns() {
        if (System.console() == null) {
            return Integer.MAX_VALUE;
        }
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
    }

    /** Empties the screen for what is shown again and again. */
    public static void clearScreen() {
        VisibleOutput.raw(System.out).print("\u001b[2J\u001b[H");
    }

    /** A finished line. */
    public synchronized void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /** Where a long piece of work is: {@code done} of {@code of}, and a remark. */
    public synchronized void progress(String label, double done, double of, String remark) {
        double share = of <= 0 ? 0 : Math.min(1, done / of);
        if (interactive) {
            int filled = (int) Math.round(share * BAR);
            erase();
            out.print("  " + label + " " + "█".repeat(filled) + "░".repeat(BAR - filled)
                    + String.format(Locale.ROOT, " %3.0f%%  ", share * 100) + remark);
            out.flush();
            open = true;
            return;
        }
        long now = System.currentTimeMillis();
        if (!label.equals(lastLabel) || now - lastPlain >= PLAIN_EVERY_MILLIS) {
            out.println("  " + label + String.format(Locale.ROOT, " %3.0f%%  ", share * 100) + remark);
            out.flush();
            lastLabel = label;
            lastPlain = now;
        }
    }

    /** What is being waited for; on a terminal drawn in place, elsewhere printed when it changes. */
    public synchronized void waiting(String text) {
        if (interactive) {
            erase();
            out.print("  " + text);
            out.flush();
            open = true;
        } else if (!text.equals(lastLabel)) {
            out.println("  " + text);
            out.flush();
            lastLabel = text;
        }
    }

    /** Ends a progress line. */
    public synchronized void done() {
        clear();
    }

    private void erase() {
        raw.print("\r\u001b[2K");
    }

    private void clear() {
        if (open) {
            erase();
            open = false;
        }
        lastLabel = "";
    }
}
