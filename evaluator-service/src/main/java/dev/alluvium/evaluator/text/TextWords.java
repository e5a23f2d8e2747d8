package dev.alluvium.evaluator.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a text: runs of letters and digits in lower case; each Han character is a word of its own. */
public final class TextWords {
    private TextWords() {}

    /** In order. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) && !Character.isIdeographic(c)) {
                word.appendCodePoint(c);
                return;
            }
            close(word, words);
            if (Character.isIdeographic(c)) {
                words.add(Character.toString(c));
            }
        });
        close(word, words);
        return words;
    }

    private static void close(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
