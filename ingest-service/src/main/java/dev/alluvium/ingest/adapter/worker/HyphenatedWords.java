package dev.alluvium.ingest.adapter.worker;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Words that a line end cut: whether the hyphen belongs to the word, as far as the rest of the document and its shape tell. */
final class HyphenatedWords {
    /** Parts of words that keep their hyphen. */
    private static final Set<String> PREFIXES = Set.of(
            "self", "non", "well", "high", "low", "long", "short", "half", "all", "cross", "ex", "full", "real", "two",
            "three", "four", "one", "first", "second", "third", "state", "end", "built", "hard", "open", "so", "old",
            "new", "left", "right", "co", "up", "demi", "porte");

    /** Words that others are followed by with a hyphen. */
    private static final Set<String> TAILS = Set.of(
            "only",
            "based",
            "friendly",
            "related",
            "specific",
            "oriented",
            "driven",
            "powered",
            "resistant",
            "mounted",
            "operated");

    /** The longest part inside of a word with several hyphens: {@code state-of-the-art}. */
    private static final int INNER = 3;

    /** Before these a hyphen stands for a part that two words share, such as in "pre- and post-war". */
    private static final Set<String> SHARED = Set.of("and", "or", "und", "oder", "bzw", "sowie", "bis", "et", "ou");

    private final Set<String> words = new HashSet<>();

    private HyphenatedWords() {}

    /** Knows the words that stand inside of lines. */
    static HyphenatedWords of(List<List<List<String>>> pages) {
        HyphenatedWords cut = new HyphenatedWords();
        for (List<List<String>> page : pages) {
            for (List<String> lines : page) {
                for (String line : lines) {
                    for (String word : line.split("[^\\p{L}-]+")) {
                        cut.words.add(word.toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return cut;
    }

    /** Whether what ends {@code text} and begins {@code line} was one word before the line ended. */
    boolean isCut(CharSequence text, String line) {
        char last = text.charAt(text.length() - 1);
        boolean hyphen = last == '-' || last == '\u00AD' || last == '\u2010';
        return hyphen
                && text.length() > 1
                && Character.isLetterOrDigit(text.charAt(text.length() - 2))
                && Character.isLetterOrDigit(line.charAt(0));
    }

    /** Joins them, with the hyphen where the word has one elsewhere or is of those that are written with it. */
    void join(StringBuilder text, String line) {
        char mark = text.charAt(text.length() - 1);
        int end = text.length() - 1;
        int from = end;
        while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        int to = 0;
        while (to < line.length() && Character.isLetter(line.charAt(to))) {
            to++;
        }
        String part = text.substring(from, end);
        String rest = line.substring(0, to);
        if (mark != '-') {
            text.setLength(end);
        } else if (SHARED.contains(rest) && !words.contains(lower(part + rest))) {
            text.append(' ');
        } else if (!isHyphenated(text, from, part, rest)) {
            text.setLength(end);
        }
        text.append(line);
    }

    private boolean isHyphenated(StringBuilder text, int from, String part, String rest) {
        boolean inWord = from > 0 && "/@_.".indexOf(text.charAt(from - 1)) >= 0;
        boolean inner = from > 0 && text.charAt(from - 1) == '-' && part.length() <= INNER;
        boolean shape = part.chars().skip(1).anyMatch(Character::isUpperCase) || part.length() == 1;
        if (part.isEmpty() || rest.isEmpty() || inWord || inner || shape || !Character.isLowerCase(rest.charAt(0))) {
            return true; // 24-hour, UTF-8, Mont-Blanc, an address, up-to-date, pH-value
        }
        if (words.contains(lower(part + rest))) {
            return false;
        }
        return words.contains(lower(part + "-" + rest)) || PREFIXES.contains(lower(part)) || TAILS.contains(rest);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
