package dev.alluvium.cli.client;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress for people: a line that is drawn again on a terminal, plain lines at a slower pace elsewhere.
 */
public final class Terminal {
    private static final int WIDEST_BAR = 24;
    private static final int SMALLEST_BAR = 8;
    private static final long PLAIN_EVERY_MILLIS = 5_000;

    private final PrintStream out;
    private final PrintStream raw;
    private final boolean interactive;
    private final ProgressLine drawn;
    private String lastLabel = "";
    private long lastPlain;

    public Terminal(PrintStream out) {
        this(out, System.console() != null && System.getenv("NO_COLOR") == null && System.getenv("CI") == null);
    }

    Terminal(PrintStream out, boolean interactive) {
        this.out = out;
        this.raw = VisibleOutput.raw(out);
        this.drawn = VisibleOutput.drawn(out);
        this.interactive = interactive;
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
            draw(bar(label, share, remark, columns() - 1));
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
    public void waiting(String text) {
        waiting(text, "");
    }

    /** The same; {@code countdown} alone, which changes each time, prints no further line. */
    public synchronized void waiting(String text, String countdown) {
        if (interactive) {
            draw("  " + text + countdown);
        } else if (!text.equals(lastLabel)) {
            out.println("  " + text + countdown);
            out.flush();
            lastLabel = text;
        }
    }

    /** Ends a progress line. */
    public synchronized void done() {
        clear();
    }

    /** A line that is wider than the terminal could not be erased. */
    private void draw(String text) {
        drawn.draw(raw, TextTable.cut(VisibleOutput.visible(text.replace('\n', ' ')), columns() - 1));
    }

    /** The bar gives way to the words beside it. */
    static String bar(String label, double share, String remark, int columns) {
        String before = "  " + label + " ";
        String after = String.format(Locale.ROOT, " %3.0f%%  ", share * 100) + remark;
        int room = columns - TextTable.width(before) - TextTable.width(after);
        int bar = Math.max(SMALLEST_BAR, Math.min(WIDEST_BAR, room));
        int filled = (int) Math.round(share * bar);
        return before + "█".repeat(filled) + "░".repeat(bar - filled) + after;
    }

    private void clear() {
        drawn.erase();
        lastLabel = "";
    }
}
