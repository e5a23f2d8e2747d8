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

    private Rewriter() {}

    static UnaryOperator<String> of(Pattern pattern, Rule rule, Edits edits) {
        return text -> rewrite(text, pattern, rule, edits);
    }

    private static String rewrite(String text, Pattern pattern, Rule rule, Edits edits) {
        Matcher matcher = pattern.matcher(WorkBudget.watch(text));
        StringBuilder out = null;
        int from = 0;
        while (matcher.find()) {
            String now = rule.rewrite(matcher);
            if (now == null || now.equals(matcher.group())) {
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
