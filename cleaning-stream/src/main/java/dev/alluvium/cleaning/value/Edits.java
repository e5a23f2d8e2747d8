package dev.alluvium.cleaning.value;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values that were rewritten: each new spelling with those that stood in its place. */
public final class Edits {
    private static final int MOST = 64;
    private static final String NAME = "original/";

    private final Map<String, String> originals = new LinkedHashMap<>();
    private int count;

    void note(String written, String now) {
        count++;
        keep(NAME + now, written);
    }

    /** Counts those of another text too, and keeps how they were written if {@code tellOriginals}. */
    public void add(Edits other, boolean tellOriginals) {
        count += other.count;
        if (tellOriginals) {
            other.originals.forEach(this::keep);
        }
    }

    private void keep(String name, String written) {
        if (originals.size() < MOST || originals.containsKey(name)) {
            originals.merge(name, written, (before, more) -> before.equals(more) ? before : joined(before, more));
        }
    }

    /** How many places were rewritten. */
    public int count() {
        return count;
    }

    /** Attributes {@code original/NOW}, for the first {@value #MOST} values: how each was written. */
    public Map<String, String> attributes() {
        return Map.copyOf(originals);
    }

    private static String joined(String before, String more) {
        boolean known = (" | " + before + " | ").contains(" | " + more + " | ");
        return known || before.length() > 256 ? before : before + " | " + more;
    }
}
