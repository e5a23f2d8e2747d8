package dev.alluvium.evaluator.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Matches reports with the requests they are about, in whatever order the two come. Bounded: the oldest of {@value #MOST} requests is
 * forgotten for a new one, and of as many reports that wait for their request the oldest counts as unknown.
 */
final class OpenRequests {
    private static final int MOST = 250_000;

    /** How a report meets its request. */
    enum Report {
        FIRST,
        REPEATED,
        EARLY
    }

    private record Open(String unit, boolean reported) {}

    private final Bounded<Open> open = new Bounded<>();
    private final Bounded<Double> early = new Bounded<>();

    /** Notes a request; false if it is known. */
    boolean open(String request, String unit) {
        return open.putIfAbsent(request, new Open(unit, early.containsKey(request))) == null;
    }

    /** The score that was reported before the request was known; gone thereafter. */
    @Nullable Double takeEarly(String request) {
        return early.remove(request);
    }

    Report report(String request, double score) {
        Open known = open.get(request);
        if (known == null) {
            return early.putIfAbsent(request, score) == null ? Report.EARLY : Report.REPEATED;
        }
        if (known.reported()) {
            return Report.REPEATED;
        }
        open.put(request, new Open(known.unit(), true));
        return Report.FIRST;
    }

    @Nullable String unitOf(String request) {
        Open known = open.get(request);
        return known == null ? null : known.unit();
    }

    /** Reports without a request so far, those that were forgotten included. */
    long unknown() {
        return early.size() + early.forgotten;
    }

    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        private long forgotten;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            boolean full = size() > MOST;
            if (full) {
                forgotten++;
            }
            return full;
        }
    }
}
