package dev.alluvium.ingest.document;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the folders of a document say about it, {@code domain/sub-class/time/file}: a folder that looks like a time is one, the
 * first of the others is the domain, the second the sub-class.
 */
public final class PathAttributes {
    private static final String TIME =
            "(19|20)\\d{2}(-?(0[1-9]|1[0-2])(-?(0[1-9]|[12]\\d|3[01]))?)?|(19|20)\\d{2}-?Q[1-4]";

    private PathAttributes() {}

    /** Attributes of the document at {@code path}, which is relative and has {@code /} between its parts. */
    public static Map<String, String> of(String path) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            if (parts[i].isBlank() || parts[i].equals(".") || parts[i].equals("..")) {
                continue;
            }
            String name = parts[i].matches(TIME) ? "time" : attributes.containsKey("domain") ? "sub-class" : "domain";
            attributes.putIfAbsent(name, parts[i]);
        }
        return attributes;
    }
}
