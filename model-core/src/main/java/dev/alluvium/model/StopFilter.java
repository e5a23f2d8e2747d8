package dev.alluvium.model;

import java.util.List;

/** Finds stop texts in a stream, also across pieces: what may be the beginning of one is held back. */
final class StopFilter {
    private final List<String> stops;
    private String held = "";
    private boolean stopped;

    StopFilter(List<String> stops) {
        this.stops = stops;
    }

    /** Adds text; gives what surely comes before any stop text. */
    String accept(String text) {
        held += text;
        int end = stops.stream()
                .mapToInt(held::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
        if (end >= 0) {
            stopped = true;
            return take(end, held.length());
        }
        int safe = held.length() - longestBeginning();
        return take(safe, safe);
    }

    /** Gives what was held back, at the end of the stream. */
    String end() {
        return take(held.length(), held.length());
    }

    boolean stopped() {
        return stopped;
    }

    private String take(int end, int next) {
        String taken = held.substring(0, end);
        held = held.substring(next);
        return taken;
    }

    private int longestBeginning() {
        int longest = 0;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
                if (held.endsWith(stop.substring(0, n))) {
                    longest = n;
                }
            }
        }
        return longest;
    }
}
