package dev.alluvium.evaluator.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much two texts share that is rare among some others: the words in both, each by its inverse document frequency. Two
 * neighbouring Han characters count as a word, as one alone says little.
 */
public final class SharedWords {
    private final Map<String, Double> rarity = new HashMap<>();

    /** Rarity as it is among {@code texts}; a word of none of them counts nothing. */
    public SharedWords(Collection<String> texts) {
        texts.forEach(text -> words(text).forEach(word -> rarity.merge(word, 1.0, Double::sum)));
        rarity.replaceAll((word, count) -> Math.log((1 + texts.size()) / count));
    }

    /** The summed rarity of the words that both texts have. */
    public double weight(String one, String other) {
        Set<String> both = words(one);
        both.retainAll(words(other));
        return both.stream().mapToDouble(word -> rarity.getOrDefault(word, 0.0)).sum();
    }

    private static Set<String> words(String text) {
        List<String> all = TextWords.of(text);
        Set<String> words = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (!han(all.get(i))) {
                words.add(all.get(i));
            } else if (i > 0 && han(all.get(i - 1))) {
                words.add(all.get(i - 1) + all.get(i));
            }
        }
        return words;
    }

    private static boolean han(String word) {
        return Character.isIdeographic(word.codePointAt(0));
    }
}
