package dev.alluvium.cleaning.value;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rewrites what a pattern finds, and keeps what stood there. */
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

    private Rewriter() {}

    static UnaryOperator<String> of(Pattern pattern, Guarded rule, Edits edits) {
        return text -> rewrite(text, pattern, rule, edits);
    }

    private static String rewrite(String text, Pattern pattern, Guarded guarded, Edits edits) {
        Matcher matcher = pattern.matcher(WorkBudget.watch(text));
        StringBuilder out = null;
        int from = 0;
        while (matcher.find()) {
            String now = guarded.rule().rewrite(matcher);
            if (now == null
                    || now.equals(matcher.group())
                    || guarded.guard().leaves(text, matcher.start(), matcher.end())) {
                continue;
            }
            edits.note(matcher.group(), now);
            out = out == null ? new StringBuilder(text.length()) : out;
            out.append(text, from, matcher.start()).append(now);
            from = matcher.end();
        }
        return out == null ? text : out.append(text, from, text.length()).toString();
    }
}
