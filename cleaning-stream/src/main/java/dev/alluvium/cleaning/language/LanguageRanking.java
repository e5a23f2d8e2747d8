package dev.alluvium.cleaning.language;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How well a sample of a text's words fits the languages of its script. Only words that prose has count: those in lower
 * case that stand by themselves, and no names, identifiers, addresses or file names, which look alike in all languages.
 */
final class LanguageRanking {
    /** The fifths of a text in the order in which they are looked at, until the language is clear. */
    private static final int[] PLACES = {0, 3, 1, 4, 2};

    private static final int OF_A_PLACE = 56;
    private static final int CLEAR_FROM = 100;
    /** In nats over the whole sample. */
    private static final double CLEAR_LEAD = 40;

    private static final int LONGEST = 24;
    /** Spellings of one language, and languages that the table does not tell apart. */
    private static final List<Set<String>> ALIKE = List.of(Set.of("hr", "bs", "sr", "sh"), Set.of("no", "nb", "nn"));

    private static final boolean[] GLUES_BEFORE = flags("_/@\\.#$%&=+<~^|`0123456789");
    private static final boolean[] GLUES_AFTER = flags("_/@\\(=+>~^|`&$#0123456789");

    private final Trigrams model;
    private final int[] sums;
    private int best;
    private int next;
    private int trigrams;
    private int words;
    private int followed;

    private LanguageRanking(Trigrams model) {
        this.model = model;
        this.sums = new int[model.languages().size()];
    }

    /** Ranks by words of {@code script}; null where letters alone tell its languages. */
    static @Nullable LanguageRanking of(String text, Script script) {
        Trigrams model = Trigrams.of(script);
        if (model == null) {
            return null;
        }
        LanguageRanking ranking = new LanguageRanking(model);
        for (int place : PLACES) {
            int from = (int) ((long) text.length() * place / PLACES.length);
            int to = (int) ((long) text.length() * (place + 1) / PLACES.length);
            ranking.sample(text, from, to, script.ordinal());
            ranking.findBest();
            if (ranking.isClear()) {
                break;
            }
        }
        return ranking;
    }

    /** Whether most words are followed by another one, and not by a comma, a line's end or a sign as in lists. */
    boolean isProse() {
        return followed * 2 > words;
    }

    /** Trigrams that were looked at: about as many as letters. */
    int trigrams() {
        return trigrams;
    }

    /** The language that fits best. */
    String best() {
        return model.languages().get(best);
    }

    /** By how many nats a trigram the best language leads the next. */
    double lead() {
        return nats(sums[best] - sums[next]);
    }

    /** By how many nats a trigram the best of {@code languages} falls behind the best of all. */
    double behind(Collection<String> languages) {
        return nats(sums[best] - sums[bestOf(languages)]);
    }

    /** How many nats a trigram of the best of {@code languages} lies above the floor: 2 and more for its own prose. */
    double fit(Collection<String> languages) {
        return nats(sums[bestOf(languages)]);
    }

    /** {@code language} as the table names it and what it does not tell from it; empty for one that it does not know. */
    Set<String> known(String language) {
        Set<String> alike = ALIKE.stream()
                .filter(group -> group.contains(language))
                .findFirst()
                .orElse(Set.of(language));
        return bestOf(alike) < 0 ? Set.of() : alike;
    }

    private int bestOf(Collection<String> languages) {
        int bestOfThem = -1;
        for (String language : languages) {
            int index = model.indexOf(language);
            bestOfThem = index >= 0 && (bestOfThem < 0 || sums[index] > sums[bestOfThem]) ? index : bestOfThem;
        }
        return bestOfThem;
    }

    private void findBest() {
        best = 0;
        next = 1;
        for (int i = 1; i < sums.length; i++) {
            if (sums[i] > sums[best]) {
                next = best;
                best = i;
            } else if (i > 1 && sums[i] > sums[next]) {
                next = i;
            }
        }
    }

    private double nats(int levels) {
        return levels / Trigrams.LEVELS / Math.max(1, trigrams);
    }

    private boolean isClear() {
        return trigrams >= CLEAR_FROM && lead() * trigrams >= CLEAR_LEAD;
    }

    /** Reads words that begin from {@code from} to before {@code to}, until so many trigrams were looked at. */
    private void sample(String text, int from, int to, int script) {
        int most = trigrams + OF_A_PLACE;
        int at = from;
        while (at > 0 && at < to && Script.ordinalOf(text.charAt(at - 1)) == script) {
            at++;
        }
        while (at < to && trigrams < most) {
            if (Script.ordinalOf(text.charAt(at)) != script) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < text.length() && Script.ordinalOf(text.charAt(end)) == script) {
                end++;
            }
            if (isPlain(text, at, end)) {
                trigrams += model.add(text, at, end, sums);
                words++;
                followed += isFollowed(text, end) ? 1 : 0;
            }
            at = end;
        }
    }

    private static boolean isFollowed(String text, int end) {
        return end + 1 < text.length() && text.charAt(end) == ' ' && Script.isPart(text.charAt(end + 1));
    }

    private static boolean isPlain(String text, int from, int to) {
        char first = text.charAt(from);
        char before = from == 0 ? ' ' : text.charAt(from - 1);
        char after = to == text.length() ? ' ' : text.charAt(to);
        char further = to + 1 < text.length() ? text.charAt(to + 1) : ' ';
        return to - from <= LONGEST
                && !isFlagged(GLUES_BEFORE, before)
                && !isFlagged(GLUES_AFTER, after)
                && !(after == '.' && Script.isPart(further))
                && !isUpper(first)
                && !isUpper(text.charAt(to - 1));
    }

    private static boolean isUpper(char c) {
        return c < 0x80 ? c <= 'Z' : Character.isUpperCase(c);
    }

    private static boolean isFlagged(boolean[] flags, char c) {
        return c < flags.length && flags[c];
    }

    private static boolean[] flags(String characters) {
        boolean[] flags = new boolean[0x80];
        characters.chars().forEach(c -> flags[c] = true);
        return flags;
    }
}
