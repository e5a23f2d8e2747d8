package dev.alluvium.ingest.adapter.watch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that could not be read for a reason outside of them. Each is tried again, after twice as many looks each time.
 */
final class FileRetries {
    private static final long MOST_LOOKS = 64;

    private final Map<String, Retry> waiting = new TreeMap<>();
    private long look;

    private record Retry(long pause, long next, String problem) {}

    /** Another look begins. */
    void look() {
        look++;
    }

    /** Whether the file is to be left alone in this look. */
    boolean waits(String file) {
        Retry retry = waiting.get(file);
        return retry != null && look < retry.next();
    }

    /** The file could not be read now. */
    void failed(String file, Throwable why) {
        Retry before = waiting.get(file);
        long pause = before == null ? 1 : Math.min(MOST_LOOKS, 2 * before.pause());
        String problem = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        waiting.put(file, new Retry(pause, look + pause, problem));
    }

    /** The file was read, or is gone, or is at fault itself. */
    void over(String file) {
        waiting.remove(file);
    }

    /** Files that are gone are waited for no more. */
    void keep(Map<String, String> present) {
        waiting.keySet().retainAll(present.keySet());
    }

    /** What waits for what, one sentence each. */
    List<String> status() {
        return waiting.entrySet().stream()
                .map(file -> file.getKey() + ": " + file.getValue().problem() + "; tried again "
                        + when(file.getValue().next() - look))
                .toList();
    }

    private static String when(long looks) {
        return looks <= 1 ? "at the next look" : "in " + looks + " looks";
    }
}
