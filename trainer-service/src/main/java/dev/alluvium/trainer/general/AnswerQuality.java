package dev.alluvium.trainer.general;

import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which of a base's own answers are worth to be kept. One pass over each answer. */
final class AnswerQuality {
    /** An answer that many questions get says nothing about any of them. */
    private static final int MOST_EQUAL = 3;

    /** Digits in a row, as in telephone and account numbers, which no general answer needs. */
    private static final int MOST_DIGITS = 6;

    /** Words from which on repetition is looked at. */
    private static final int LONG = 12;

    /** What a decoder puts in the place of bytes that are no character. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final double LEAST_DISTINCT = 0.35;

    private final Map<String, Integer> seen = new HashMap<>();

    /** Whether the base ended the answer itself, and it is text that few others equal. */
    boolean accepts(Generation generation) {
        return generation.reason() == FinishReason.STOP && acceptsCut(generation);
    }

    /** The same of an answer that the base may not have ended. */
    boolean acceptsCut(Generation generation) {
        String text = generation.text().strip();
        return isText(text) && seen.merge(text, 1, Integer::sum) <= MOST_EQUAL;
    }

    /** Whether it is text that neither repeats itself nor looks personal. */
    static boolean isText(String text) {
        return !text.isEmpty() && !broken(text) && !repeats(text) && !personal(text);
    }

    /** Counts an answer that was accepted before. */
    void remember(String answer) {
        seen.merge(answer, 1, Integer::sum);
    }

    /** Bytes that are no text, as a base writes them that learnt no language. */
    private static boolean broken(String text) {
        return text.chars().anyMatch(c -> c == REPLACEMENT || (c < ' ' && "\n\t\r".indexOf(c) < 0));
    }

    private static boolean repeats(String text) {
        String[] words = text.split("\\s+");
        return words.length >= LONG && (double) Set.copyOf(Arrays.asList(words)).size() / words.length < LEAST_DISTINCT;
    }

    private static boolean personal(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits = Character.isDigit(c) ? digits + 1 : 0;
            if (c == '@' || digits > MOST_DIGITS) {
                return true;
            }
        }
        return false;
    }
}
