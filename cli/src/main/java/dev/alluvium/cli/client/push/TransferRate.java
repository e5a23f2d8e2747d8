package dev.alluvium.cli.client.push;

import dev.alluvium.cli.client.CountText;
import java.util.Locale;

/**
 * How fast something is transferred, and how long the rest takes at that rate.
 *
 * @param records done so far
 * @param done of the whole, such as bytes
 * @param of the whole; 0 if it is not known
 * @param nanos that it took
 */
record TransferRate(long records, long done, long of, long nanos) {
    private static final double NANOS = 1e9;

    /** Records per second. */
    double rate() {
        return nanos <= 0 ? 0 : records * NANOS / nanos;
    }

    /** In words: {@code 12,500 records, 8,100/s, 0:12 left}. */
    String sentence() {
        String text = String.format(Locale.ROOT, "%s, %,.0f/s", CountText.of(records, "record"), rate());
        if (of <= 0 || done <= 0 || done >= of) {
            return text;
        }
        long left = Math.round((of - done) * (nanos / NANOS) / done);
        return text + ", " + clock(left) + " left";
    }

    /** Seconds as {@code 1:02:03} or {@code 2:03}. */
    static String clock(long seconds) {
        String minutes = String.format(Locale.ROOT, "%d:%02d", seconds / 60 % 60, seconds % 60);
        return seconds < 3600
                ? minutes
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
