package dev.alluvium.tiny.bpe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distinct words of a corpus as sequences of symbol ids, and how often each neighbouring pair occurs in them. */
final class WordCounts {
    /** GPT-2's pre-tokenizer. */
    private static final Pattern WORD =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    private final int[][] words;
    private final int[] counts;
    private final Map<Long, Integer> pairs = new HashMap<>();
    private final Map<Long, Set<Integer>> places = new HashMap<>();

    /** @param firstByte the id of byte 0 */
    WordCounts(Collection<String> texts, int firstByte) {
        Map<String, Integer> distinct = new TreeMap<>();
        for (String text : texts) {
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                distinct.merge(matcher.group(), 1, Integer::sum);
            }
        }
        words = distinct.keySet().stream().map(word -> bytes(word, firstByte)).toArray(int[][]::new);
        counts = distinct.values().stream().mapToInt(Integer::intValue).toArray();
        for (int word = 0; word < words.length; word++) {
            count(word, 1);
        }
    }

    /** The most frequent pair that occurs at least twice, the smallest of equals, or -1. */
    long mostFrequentPair() {
        long best = -1;
        int most = 1;
        for (Map.Entry<Long, Integer> pair : pairs.entrySet()) {
            int count = pair.getValue();
            if (count > most || count == most && best >= 0 && pair.getKey() < best) {
                most = count;
                best = pair.getKey();
            }
        }
        return best;
    }

    /** Puts {@code symbol} in the place of every such pair. */
    void merge(long pair, int symbol) {
        for (int word : Set.copyOf(places.getOrDefault(pair, Set.of()))) {
            count(word, -1);
            words[word] = replace(words[word], left(pair), right(pair), symbol);
            count(word, 1);
        }
        pairs.remove(pair);
        places.remove(pair);
    }

    static int left(long pair) {
        return (int) (pair >> Integer.SIZE);
    }

    static int right(long pair) {
        return (int) pair;
    }

    private void count(int word, int sign) {
        int[] symbols = words[word];
        for (int i = 0; i + 1 < symbols.length; i++) {
            long pair = (long) symbols[i] << Integer.SIZE | symbols[i + 1];
            pairs.merge(pair, sign * counts[word], Integer::sum);
            if (sign > 0) {
                places.computeIfAbsent(pair, key -> new HashSet<>()).add(word);
            }
        }
    }

    private static int[] replace(int[] symbols, int left, int right, int merged) {
        int[] replaced = new int[symbols.length];
        int length = 0;
        for (int i = 0; i < symbols.length; i++) {
            boolean match = symbols[i] == left && i + 1 < symbols.length && symbols[i + 1] == right;
            replaced[length++] = match ? merged : symbols[i];
            i += match ? 1 : 0;
        }
        return Arrays.copyOf(replaced, length);
    }

    private static int[] bytes(String word, int firstByte) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        int[] symbols = new int[utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            symbols[i] = firstByte + (utf8[i] & 0xFF);
        }
        return symbols;
    }
}
