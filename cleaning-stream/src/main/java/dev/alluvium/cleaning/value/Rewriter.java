package dev.alluvium.cleaning.value;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites what patterns find, one pattern after the other, and keeps what stood there: what a later pattern makes of the
 * result of an earlier one is one edit of the text as it was written.
 */
final class Rewriter {
    /** The new spelling of what was found, or null to leave it. */
    interface Rule {
        @Nullable String rewrite(MatchResult found);
    }

    /** Whether what was found belongs to something else, by the text around it. */
    interface Guard {
        boolean leaves(String text, int start, int end);
    }

    record Guarded(Rule rule, Guard guard) {}

    private final String written;
    private String text;
    private List<Edit> edits = List.of();

    Rewriter(String written) {
        this.written = written;
        this.text = written;
    }

    /** What was rewritten, in order, by places in the text as it was written. */
    List<Edit> edits() {
        return edits.stream()
                .filter(edit -> !written.regionMatches(
                        edit.start(), edit.now(), 0, Math.max(edit.now().length(), edit.end() - edit.start())))
                .toList();
    }

    void rewrite(Pattern pattern, Guarded guarded) {
        Matcher matcher = pattern.matcher(WorkBudget.watch(text));
        List<Edit> found = new ArrayList<>();
        while (matcher.find()) {
            String now = guarded.rule().rewrite(matcher);
            if (now != null
                    && !now.equals(matcher.group())
                    && !guarded.guard().leaves(text, matcher.start(), matcher.end())) {
                found.add(new Edit(matcher.start(), matcher.end(), now));
            }
        }
        if (!found.isEmpty()) {
            edits = merged(found);
            text = Edit.apply(written, edits);
        }
    }

    /** The edits so far and {@code found} ones of their result, as edits of the text as it was written. */
    private List<Edit> merged(List<Edit> found) {
        List<Edit> merged = new ArrayList<>(edits.size() + found.size());
        int before = 0;
        int next = 0;
        int longer = 0; // characters that the edits passed so far have added
        while (before < edits.size() || next < found.size()) {
            int start = Math.min(
                    before < edits.size() ? edits.get(before).start() + longer : Integer.MAX_VALUE,
                    next < found.size() ? found.get(next).start() : Integer.MAX_VALUE);
            int from = start - longer;
            int end = start;
            int copied = start;
            StringBuilder now = new StringBuilder();
            while (true) {
                if (next < found.size() && touches(found.get(next).start(), start, end)) {
                    Edit edit = found.get(next++);
                    now.append(text, copied, edit.start()).append(edit.now());
                    copied = edit.end();
                    end = Math.max(end, edit.end());
                } else if (before < edits.size() && touches(edits.get(before).start() + longer, start, end)) {
                    Edit edit = edits.get(before++);
                    end = Math.max(end, edit.start() + longer + edit.now().length());
                    longer += edit.now().length() - (edit.end() - edit.start());
                } else {
                    break;
                }
            }
            merged.add(
                    new Edit(from, end - longer, now.append(text, copied, end).toString()));
        }
        return merged;
    }

    private static boolean touches(int place, int start, int end) {
        return place == start || place < end;
    }
}
