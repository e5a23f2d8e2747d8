package dev.alluvium.trainer.recipe;

import dev.alluvium.model.text.ChatMessage;
import dev.alluvium.model.text.Tokenizer;
import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scripts of a round that a base's tokenizer writes in bytes or single letters. A tokenizer has words of what it was trained on
 * (Rust et al. 2021, Petrov et al. 2023), so that such a base was hardly taught a language written in them.
 *
 * <p>Measured at SmolLM2-135M: 1.9 tokens for a Chinese character, 2.1 for a Korean one, 0.8 for a Cyrillic letter, where a
 * base that was taught them takes 0.7, 0.7 and 0.4.
 */
final class UnfamiliarScripts {
    private static final double MOST_FOR_A_SYLLABLE = 1.3;
    private static final double MOST_FOR_A_LETTER = 0.7;

    /** Of a script with a smaller part of the round's characters nothing is said. */
    private static final double LEAST_PART = 0.05;

    private enum Script {
        CHINESE("Chinese characters", MOST_FOR_A_SYLLABLE, UnicodeScript.HAN),
        KANA("Japanese kana", MOST_FOR_A_SYLLABLE, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
        HANGUL("Korean syllables", MOST_FOR_A_SYLLABLE, UnicodeScript.HANGUL),
        CYRILLIC("Cyrillic letters", MOST_FOR_A_LETTER, UnicodeScript.CYRILLIC),
        GREEK("Greek letters", MOST_FOR_A_LETTER, UnicodeScript.GREEK),
        ARABIC("Arabic letters", MOST_FOR_A_LETTER, UnicodeScript.ARABIC),
        HEBREW("Hebrew letters", MOST_FOR_A_LETTER, UnicodeScript.HEBREW);

        private final String words;
        private final double most;
        private final List<UnicodeScript> scripts;

        Script(String words, double most, UnicodeScript... scripts) {
            this.words = words;
            this.most = most;
            this.scripts = List.of(scripts);
        }

        boolean has(int codePoint) {
            return scripts.contains(UnicodeScript.of(codePoint));
        }
    }

    private UnfamiliarScripts() {}

    /** Tokens per character of each unfamiliar script, by what people call its characters. */
    static SortedMap<String, Double> in(Tokenizer tokenizer, Collection<TrainingText> texts) {
        Map<Script, StringBuilder> written = new EnumMap<>(Script.class);
        long letters = 0;
        for (TrainingText text : texts) {
            String all = text(text);
            letters += all.codePoints().filter(Character::isLetter).count();
            for (Script script : Script.values()) {
                StringBuilder into = written.computeIfAbsent(script, key -> new StringBuilder());
                all.codePoints().map(c -> script.has(c) ? c : ' ').forEach(into::appendCodePoint);
            }
        }
        SortedMap<String, Double> unfamiliar = new TreeMap<>();
        for (Map.Entry<Script, StringBuilder> each : written.entrySet()) {
            List<String> runs = Stream.of(each.getValue().toString().split(" +"))
                    .filter(run -> !run.isEmpty())
                    .toList();
            long characters =
                    runs.stream().mapToLong(run -> run.codePoints().count()).sum();
            if (characters > 0 && characters >= LEAST_PART * letters) {
                long tokens = runs.stream()
                        .mapToLong(run -> tokenizer.encode(run).length)
                        .sum();
                double rate = (double) tokens / characters;
                if (rate > each.getKey().most) {
                    unfamiliar.put(each.getKey().words, rate);
                }
            }
        }
        return unfamiliar;
    }

    private static String text(TrainingText text) {
        if (text instanceof TrainingText.Answer answer) {
            return answer.question() + " " + answer.answer();
        }
        return text instanceof TrainingText.Passage passage
                ? passage.text()
                : ((TrainingText.Dialogue) text)
                        .messages().stream().map(ChatMessage::content).collect(Collectors.joining(" "));
    }

    /** What to make of it, empty where nothing is unfamiliar. */
    static String explain(Map<String, Double> unfamiliar) {
        if (unfamiliar.isEmpty()) {
            return "";
        }
        String rates = unfamiliar.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s with %.1f tokens each", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
        return "the base writes " + rates
                + ", so it was hardly taught that language: expect poor answers, or choose a base that was";
    }
}
