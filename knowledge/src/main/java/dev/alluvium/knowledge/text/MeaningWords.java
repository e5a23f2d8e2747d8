package dev.alluvium.knowledge.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that change what a text says: units, negations, names. */
final class MeaningWords {
    private static final Map<String, String> UNITS = WordLists.units();
    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "never", "none", "neither", "nor", "without", "cannot", "nothing", "nobody");
    private static final boolean[] MAY_MATTER = new boolean[4096];

    static {
        NEGATIONS.forEach(MeaningWords::mark);
        SpokenNumber.words().forEach(MeaningWords::mark);
    }

    private MeaningWords() {}

    /** The canonical form of a unit, or null. */
    static @Nullable String unit(String word) {
        return UNITS.get(word);
    }

    /** Whether a lower-case word with this hash ({@link String#hashCode}) may be a number or a negation. */
    static boolean mayMatter(int hash) {
        return MAY_MATTER[hash & (MAY_MATTER.length - 1)];
    }

    private static void mark(String word) {
        MAY_MATTER[word.hashCode() & (MAY_MATTER.length - 1)] = true;
    }

    static boolean negation(String lower) {
        return NEGATIONS.contains(lower) || lower.endsWith("n't");
    }

    /** Whether a word is written as a name: capitals only, or a capital where no sentence begins; not the word I. */
    static boolean name(String word, boolean sentenceStart) {
        boolean capital = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
        boolean all = word.length() > 1 && word.chars().allMatch(Character::isUpperCase);
        return capital && !word.equals("I") && (all || !sentenceStart);
    }

    static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    static String halfWidth(String text, int start, int end) {
        StringBuilder half = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            half.append(CharacterFolding.half(text.charAt(i)));
        }
        return half.toString();
    }
}
