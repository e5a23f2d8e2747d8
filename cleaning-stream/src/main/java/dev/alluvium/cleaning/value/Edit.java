package dev.alluvium.cleaning.value;

import java.util.List;

/**
 * A value of a text in another spelling.
 *
 * @param start its first character in the text as it was written
 * @param end the character behind it there
 * @param now the new spelling
 */
public record Edit(int start, int end, String now) {
    /** The text with all of {@code edits}, which are in order and do not overlap. */
    public static String apply(String text, List<Edit> edits) {
        if (edits.isEmpty()) {
            return text;
        }
        StringBuilder changed = new StringBuilder(text.length());
        int from = 0;
        for (Edit edit : edits) {
            changed.append(text, from, edit.start).append(edit.now);
            from = edit.end;
        }
        return changed.append(text, from, text.length()).toString();
    }

    /** The same edit of a text that has {@code characters} more before it. */
    Edit movedBy(int characters) {
        return new Edit(start + characters, end + characters, now);
    }
}
