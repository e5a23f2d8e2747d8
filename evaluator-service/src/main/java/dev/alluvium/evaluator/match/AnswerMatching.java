package dev.alluvium.evaluator.match;

import dev.alluvium.contracts.record.Probe;
import java.util.Collections;
import java.util.List;

/** Decides whether a generated answer is the expected one. */
public final class AnswerMatching {
    private static final String CLOSING = " .!?。！？…\"'”’」』";

    private AnswerMatching() {}

    /**
     * Whether {@code answer} passes {@code probe}, by its matcher.
     *
     * @throws IllegalArgumentException for {@code choice}, which looks at likelihoods: see {@link MultipleChoice}
     */
    public static boolean pass(Probe probe, String answer) {
        return switch (probe.matcher()) {
            case CONTAINS -> contains(answer, probe.expect(), probe.forbid());
            case EXACT -> exact(answer, probe.expect());
            case CHECK -> throw new IllegalArgumentException("a check belongs to a suite of one's own, which knows it");
            case CHOICE -> throw new IllegalArgumentException("choice compares likelihoods, not a generated answer");
        };
    }

    /** Whether {@code answer} states {@code expect}, as whole words and numbers, and none of {@code forbid}. */
    public static boolean contains(String answer, String expect, List<String> forbid) {
        return states(answer, expect)
                && forbid.stream().noneMatch(value -> !states(expect, value) && states(answer, value));
    }

    /** Whether {@code answer} contains {@code value} as whole words and numbers. An empty value is never stated. */
    public static boolean states(String answer, String value) {
        List<String> wanted = TextTokens.of(value);
        return !wanted.isEmpty() && Collections.indexOfSubList(TextTokens.of(answer), wanted) >= 0;
    }

    /** Whether {@code answer} is {@code expect}, case, width, spacing and closing marks aside. */
    public static boolean exact(String answer, String expect) {
        String wanted = plain(expect);
        return !wanted.isEmpty() && plain(answer).equals(wanted);
    }

    private static String plain(String text) {
        String folded = TextTokens.fold(text).replaceAll("\\s+", " ").strip();
        int end = folded.length();
        while (end > 0 && CLOSING.indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        return folded.substring(0, end);
    }
}
