package dev.alluvium.knowledge.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The closed lists of what two texts that say the same may differ in, from {@code function-words.txt}. Whatever denies,
 * allows, orders, points, compares or counts is in none of them. A language without a list has no function words.
 */
final class FunctionWords {
    /** An English word that says nothing by itself. */
    static final byte FUNCTION = 1;
    /** A word that shows a text to be English: other languages do not have it. */
    static final byte ENGLISH = 2;

    private static final int CELLS = 256;
    private static final long[] HASHES = new long[CELLS];
    private static final byte[] FLAGS = new byte[CELLS];
    private static final boolean[] PARTICLES = new boolean[Character.MAX_VALUE + 1];
    private static final Set<Integer> WITHIN = new HashSet<>();
    private static final Set<String> PREFIXES = new HashSet<>();
    private static final Set<String> SUFFIXES = new HashSet<>();
    static final int LONGEST = 6;

    static {
        lines().forEach(FunctionWords::read);
    }

    private FunctionWords() {}

    private static void read(String line) {
        String[] words = line.split(" ");
        for (int i = 1; i < words.length; i++) {
            String word = words[i];
            switch (words[0]) {
                case "english" -> flag(word, FUNCTION);
                case "english-only" -> flag(word, ENGLISH);
                case "chinese" -> word.chars().forEach(c -> PARTICLES[c] = true);
                case "chinese-within" -> WITHIN.add(pair(word.charAt(0), word.charAt(1)));
                case "prefix" -> PREFIXES.add(word);
                case "suffix" -> SUFFIXES.add(word);
                default -> throw new IllegalStateException("function-words.txt has a list " + words[0]);
            }
        }
    }

    private static void flag(String word, byte flag) {
        long hash = TokenHash.of(word);
        int at = (int) hash & (CELLS - 1);
        while (HASHES[at] != 0 && HASHES[at] != hash) {
            at = (at + 1) & (CELLS - 1);
        }
        HASHES[at] = hash;
        FLAGS[at] |= flag;
    }

    /** {@link #FUNCTION} and {@link #ENGLISH}, as far as they hold of an English word; it is known by its hash. */
    static byte flags(long hash) {
        int at = (int) hash & (CELLS - 1);
        while (HASHES[at] != 0 && HASHES[at] != hash) {
            at = (at + 1) & (CELLS - 1);
        }
        return FLAGS[at];
    }

    /** Whether the Chinese character at {@code at} is a particle, and no part of a word such as 目的. */
    static boolean particle(String text, int at) {
        char c = text.charAt(at);
        return PARTICLES[c]
                && !(at > 0 && WITHIN.contains(pair(text.charAt(at - 1), c)))
                && !(at + 1 < text.length() && WITHIN.contains(pair(c, text.charAt(at + 1))));
    }

    /** Whether a word that a colon follows at the beginning of a text only names what comes. */
    static boolean prefix(String word) {
        return PREFIXES.contains(word);
    }

    /** Whether a word in brackets at the end of a text says nothing of its matter. */
    static boolean suffix(String word) {
        return SUFFIXES.contains(word);
    }

    private static int pair(char first, char second) {
        return first << Character.SIZE | second;
    }

    private static java.util.List<String> lines() {
        String resource = "function-words.txt";
        try (InputStream in = Objects.requireNonNull(FunctionWords.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
