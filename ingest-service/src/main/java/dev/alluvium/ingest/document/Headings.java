package dev.alluvium.ingest.document;

import java.util.ArrayList;
import java.util.List;

/** The headings that one stands under, as a document is read from top to bottom. */
public final class Headings {
    /** Each section repeats the headings that it stands under. */
    static final int LONGEST = 1_000;

    private record Heading(int level, String text) {}

    private final List<Heading> open = new ArrayList<>();

    /** A heading begins: those of its level and below end. */
    public void begin(int level, String text) {
        open.removeIf(heading -> heading.level() >= level);
        open.add(new Heading(level, cut(text)));
    }

    private static String cut(String text) {
        int end = Math.min(text.length(), LONGEST);
        boolean half = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end);
    }

    /** From the outermost on. */
    public List<String> path() {
        return open.stream().map(Heading::text).toList();
    }
}
