package dev.alluvium.cleaning.language;

import java.util.Optional;
import java.util.Set;

/**
 * Finds a text's language: by its script where that is enough, and by a model for Latin letters alone. One character of
 * Chinese, Japanese or Korean weighs as much as four letters. Short and mixed texts have no language here: it is better
 * to say nothing than to reject a product name.
 */
public final class LanguageDetector {
    private static final int LETTERS_OF_ONE = 4;
    private static final double DOMINANT = 0.7;
    private static final int LEAST_WEIGHT = 16;
    private static final int LEAST_LATIN = 80;
    private static final Set<String> CYRILLIC = Set.of("ru", "uk", "bg", "sr", "mk", "be", "kk", "mn", "ky", "tg");
    private static final Set<String> ARABIC = Set.of("ar", "fa", "ur", "ps", "ug", "ku");
    private static final Set<String> DEVANAGARI = Set.of("hi", "mr", "ne", "sa");
    private static final Set<String> NO_LATIN = Set.of("zh", "ja", "ko", "el", "he", "th");

    private LanguageDetector() {}

    /** The language as ISO 639-1, if the text tells it. */
    public static Optional<String> detect(String text) {
        int[] counts = counts(text);
        Script script = dominant(counts);
        if (script == Script.HAN && counts[Script.KANA.ordinal()] * 10 > counts[Script.HAN.ordinal()]) {
            return Optional.of("ja");
        }
        return script == Script.LATIN ? latin(text, counts) : Optional.ofNullable(script.language());
    }

    /** Whether a text that declares {@code language} is certainly in another one; the found one then. */
    public static Optional<String> contradicts(String text, String language) {
        String declared = base(language);
        int[] counts = counts(text);
        Script script = dominant(counts);
        return switch (script) {
            case NONE -> Optional.empty();
            case LATIN ->
                NO_LATIN.contains(declared)
                        ? Optional.of("Latin letters")
                        : latin(text, counts).filter(found -> !found.equals(declared));
            case CYRILLIC -> unless(CYRILLIC.contains(declared), "Cyrillic letters");
            case ARABIC -> unless(ARABIC.contains(declared), "Arabic letters");
            case DEVANAGARI -> unless(DEVANAGARI.contains(declared), "Devanagari letters");
            case HAN, KANA ->
                unless(
                        declared.equals("zh") || declared.equals("ja"),
                        detect(text).orElse("zh"));
            default -> unless(declared.equals(script.language()), String.valueOf(script.language()));
        };
    }

    private static Optional<String> unless(boolean consistent, String found) {
        return consistent ? Optional.empty() : Optional.of(found);
    }

    /** {@code zh-CN} and {@code zh_Hans} as {@code zh}. */
    static String base(String language) {
        String lower = language.toLowerCase(java.util.Locale.ROOT);
        int end = 0;
        while (end < lower.length() && Character.isLetter(lower.charAt(end))) {
            end++;
        }
        return lower.substring(0, end);
    }

    private static Optional<String> latin(String text, int[] counts) {
        return counts[Script.LATIN.ordinal()] < LEAST_LATIN ? Optional.empty() : LatinLanguage.of(text);
    }

    private static int[] counts(String text) {
        int[] counts = new int[Script.values().length];
        boolean placeholder = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            placeholder = c == '<' || (placeholder && c != '>');
            if (!placeholder) {
                counts[Script.of(c).ordinal()]++;
            }
        }
        return counts;
    }

    private static Script dominant(int[] counts) {
        int total = 0;
        Script most = Script.NONE;
        int mostWeight = 0;
        for (Script script : Script.values()) {
            boolean wide = script == Script.HAN || script == Script.KANA || script == Script.HANGUL;
            int weight = script == Script.NONE ? 0 : counts[script.ordinal()] * (wide ? LETTERS_OF_ONE : 1);
            total += weight;
            if (weight > mostWeight) {
                most = script;
                mostWeight = weight;
            }
        }
        boolean certain = total >= LEAST_WEIGHT && mostWeight >= DOMINANT * total;
        return certain ? most : Script.NONE;
    }
}
