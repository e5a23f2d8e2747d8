package dev.alluvium.cleaning.quality;

import dev.alluvium.cleaning.language.LanguageDetector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Limits that depend on a text's language. Gopher's and FineWeb's were made for English; FineWeb-2 (Penedo et al. 2025)
 * publishes its own for each language, which hold where they are wider. A language without any is not judged by them.
 *
 * @param shortestWords least mean length of a word, in characters
 * @param longestWords most mean length of a word
 * @param sentences least share of lines that end a sentence
 * @param breaks most lines per unit
 * @param stops whether the language's commonest words are known
 */
record LanguageLimits(double shortestWords, double longestWords, double sentences, double breaks, boolean stops) {
    /** Of English and Chinese, and of a text that does not tell its language. */
    static final LanguageLimits OWN = new LanguageLimits(3, 10, 0.12, 0.3, true);

    private static final LanguageLimits SILENT = new LanguageLimits(0, Double.MAX_VALUE, 0, Double.MAX_VALUE, false);

    private static final List<String> OWN_LANGUAGES = List.of("zh", "en");

    /** Read when a text in another language breaks a rule of English. */
    private static final class Loaded {
        static final Map<String, LanguageLimits> PUBLISHED = read("fineweb-2.txt");
    }

    /** The limits for the language that {@code text} is in. */
    static LanguageLimits of(String text) {
        return LanguageDetector.excludes(text, OWN_LANGUAGES)
                .map(language -> Loaded.PUBLISHED.getOrDefault(
                        LanguageDetector.detect(text).orElse(language), SILENT))
                .orElse(OWN);
    }

    private LanguageLimits widened() {
        return new LanguageLimits(
                Math.min(shortestWords, OWN.shortestWords),
                Math.max(longestWords, OWN.longestWords),
                Math.min(sentences, OWN.sentences),
                Math.max(breaks, OWN.breaks),
                stops);
    }

    private static Map<String, LanguageLimits> read(String resource) {
        try (InputStream in = Objects.requireNonNull(
                LanguageLimits.class.getResourceAsStream(resource), "the list is shipped in the jar")) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toUnmodifiableMap(
                            parts -> parts[0],
                            parts -> new LanguageLimits(
                                            Double.parseDouble(parts[1]),
                                            Double.parseDouble(parts[2]),
                                            Double.parseDouble(parts[3]),
                                            Double.parseDouble(parts[4]),
                                            false)
                                    .widened()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
