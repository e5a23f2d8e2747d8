package dev.alluvium.cleaning.language;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a text's language: by its script where that is enough, by {@link Trigrams} of letters where several languages
 * share one. One character of Chinese, Japanese or Korean weighs as much as four letters. Short and mixed texts have no
 * language here: it is better to say nothing than to reject a product name.
 */
public final class LanguageDetector {
    private static final int LEAST_LATIN = 70;
    /** Trigrams of prose from which a language of a script with several is told. */
    private static final int LEAST_TRIGRAMS = 40;
    /** In nats a trigram: the lead of a language that is told. */
    private static final double LEAST_LEAD = 0.03;
    /** In nats a trigram above the floor: the fit of a text that is in a language, at least. */
    private static final double LEAST_FIT = 1.5;
    /** In nats a trigram: how far allowed languages fall behind in a text that is in none of them. */
    private static final double BEHIND = 0.3;
    /** From this fit on an allowed language must fall behind by so much more: its texts quote and list names. */
    private static final double GOOD_FIT = 1.8;
    /** In nats: how far behind allowed languages must be in the whole sample. */
    private static final double BEHIND_IN_ALL = 30;
    /** Trigrams of prose from which a text is in no allowed language that fits none, such as one that no table knows. */
    private static final int MANY_TRIGRAMS = 150;

    private LanguageDetector() {}

    /** The language as ISO 639-1, if the text tells it. */
    public static Optional<String> detect(String text) {
        Scripts scripts = Scripts.of(text);
        Script script = scripts.dominant();
        return switch (script) {
            case NONE, OTHER -> Optional.empty();
            case HAN, KANA -> Optional.ofNullable(scripts.eastern(text));
            default -> script.language() != null ? Optional.of(script.language()) : ranked(text, script, scripts);
        };
    }

    /** What a text is in that is certainly in none of the {@code allowed} languages (ISO 639-1): a language or letters. */
    public static Optional<String> excludes(String text, Collection<String> allowed) {
        Scripts scripts = Scripts.of(text);
        Script script = scripts.dominant();
        return switch (script) {
            case NONE -> Optional.empty();
            case LATIN -> scripts.count(script) < LEAST_LATIN ? Optional.empty() : excluded(text, script, allowed);
            case HAN, KANA -> Optional.ofNullable(scripts.eastern(text)).filter(found -> !allowed.contains(found));
            default ->
                allowed.stream().anyMatch(script::writes)
                        ? excluded(text, script, allowed)
                        : Optional.of(detect(text).orElse(script.letters()));
        };
    }

    /** Whether a text that declares {@code language} is certainly in another one; the found one then. */
    public static Optional<String> contradicts(String text, String language) {
        String declared = base(language);
        boolean latin = Scripts.of(text).dominant() == Script.LATIN;
        return latin && !Script.LATIN.writes(declared)
                ? Optional.of(Script.LATIN.letters())
                : excludes(text, List.of(declared));
    }

    private static Optional<String> ranked(String text, Script script, Scripts scripts) {
        if (script == Script.LATIN && scripts.count(script) < LEAST_LATIN) {
            return Optional.empty();
        }
        LanguageRanking ranking = LanguageRanking.of(text, script);
        return ranking != null && isTold(ranking) ? Optional.of(ranking.best()) : Optional.empty();
    }

    private static boolean isTold(LanguageRanking ranking) {
        return ranking.trigrams() >= LEAST_TRIGRAMS
                && ranking.lead() >= LEAST_LEAD
                && ranking.fit(Set.of(ranking.best())) >= LEAST_FIT;
    }

    private static boolean isOutside(LanguageRanking ranking, Set<String> written) {
        double fit = ranking.fit(written);
        double behind = ranking.behind(written);
        boolean beaten = behind >= BEHIND + Math.max(0, fit - GOOD_FIT) && behind * ranking.trigrams() >= BEHIND_IN_ALL;
        boolean strange = fit < LEAST_FIT && ranking.trigrams() >= MANY_TRIGRAMS && ranking.isProse();
        return beaten || (strange && !written.contains(ranking.best()));
    }

    /** Among languages of one script. Where one of them is allowed that the table does not know nothing is certain. */
    private static Optional<String> excluded(String text, Script script, Collection<String> allowed) {
        LanguageRanking ranking = LanguageRanking.of(text, script);
        if (ranking == null || ranking.trigrams() < LEAST_TRIGRAMS) {
            return Optional.empty();
        }
        Set<String> written = new HashSet<>();
        for (String language : allowed) {
            Set<String> known = script.writes(language) ? ranking.known(language) : Set.of();
            if (script.writes(language) && known.isEmpty()) {
                return Optional.empty();
            }
            written.addAll(known);
        }
        boolean outside = written.isEmpty() ? isTold(ranking) : isOutside(ranking, written);
        return outside ? Optional.of(ranking.best()) : Optional.empty();
    }

    /** {@code zh-CN} and {@code zh_Hans} as {@code zh}. */
    static String base(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && Character.isLetter(lower.charAt(end))) {
            end++;
        }
        return lower.substring(0, end);
    }
}
