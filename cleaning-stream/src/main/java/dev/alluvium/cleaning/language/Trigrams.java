package dev.alluvium.cleaning.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How frequent trigrams of letters are in the languages of one script: a naive Bayes model with a floor, read from the
 * table that {@code tools/language/train.py} writes. The classes of Cavnar and Trenkle 1994, with probabilities in place
 * of ranks.
 */
final class Trigrams {
    /** Levels of the table to one nat. */
    static final double LEVELS = 8;

    private static final char EDGE = '_';
    private static final short END = -1;

    /** Read with the first text that needs it. */
    private static final class Loaded {
        static final Map<Script, Trigrams> MODELS = read("trigrams.txt");
    }

    private final List<String> languages;
    private final Map<String, Integer> indices;
    private final int mask;
    private final long[] keys;
    private final int[] starts;
    /** For each trigram the languages that have it, each with its level in the lower byte; {@link #END} behind them. */
    private final short[] levels;

    private Trigrams(List<String> languages, Map<Long, List<Short>> table) {
        this.languages = List.copyOf(languages);
        this.indices = IntStream.range(0, languages.size())
                .boxed()
                .collect(Collectors.toUnmodifiableMap(languages::get, i -> i));
        int size = Integer.highestOneBit(Math.max(2, table.size())) * 4;
        mask = size - 1;
        keys = new long[size];
        starts = new int[size];
        levels = new short[table.values().stream().mapToInt(List::size).sum() + table.size()];
        int next = 0;
        for (Map.Entry<Long, List<Short>> entry : table.entrySet()) {
            int at = slot(entry.getKey());
            keys[at] = entry.getKey();
            starts[at] = next;
            for (short level : entry.getValue()) {
                levels[next++] = level;
            }
            levels[next++] = END;
        }
    }

    /** The model of a script; null for one whose languages are told by their letters alone. */
    static @Nullable Trigrams of(Script script) {
        return Loaded.MODELS.get(script);
    }

    /** Languages (ISO 639-1) in the order of the sums; a language may stand for several of its spellings. */
    List<String> languages() {
        return languages;
    }

    /** Where the sum of {@code language} stands; -1 for one that the table does not know. */
    int indexOf(String language) {
        return indices.getOrDefault(language, -1);
    }

    /** Adds the levels of a word's trigrams to {@code sums} and says how many trigrams it has. */
    int add(String text, int from, int to, int[] sums) {
        long key = EDGE;
        key = (key << Character.SIZE) | lower(text.charAt(from));
        for (int i = from + 1; i <= to; i++) {
            key = ((key << Character.SIZE) | (i < to ? lower(text.charAt(i)) : EDGE)) & 0xFFFF_FFFF_FFFFL;
            int at = slot(key);
            if (keys[at] == key) {
                add(starts[at], sums);
            }
        }
        return to - from;
    }

    private void add(int start, int[] sums) {
        for (int i = start; levels[i] != END; i++) {
            sums[levels[i] >> Byte.SIZE] += levels[i] & 0xFF;
        }
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 40) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static char lower(char c) {
        return c < 0x80 ? (char) (c | 0x20) : Character.toLowerCase(c);
    }

    private static Map<Script, Trigrams> read(String resource) {
        Map<Script, List<String[]>> lines = new EnumMap<>(Script.class);
        try (InputStream in = Trigrams.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": is not on the class path; reinstall cleaning-stream");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] parts = line.split(" ");
                lines.computeIfAbsent(Script.valueOf(parts[0]), script -> new ArrayList<>())
                        .add(parts);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Script, Trigrams> models = new EnumMap<>(Script.class);
        lines.forEach((script, languages) -> models.put(script, model(languages)));
        return models;
    }

    /** Lines of one script: its name, a language, and levels with the trigrams that have them. */
    private static Trigrams model(List<String[]> lines) {
        List<String> languages = new ArrayList<>();
        Map<Long, List<Short>> table = new HashMap<>();
        for (int language = 0; language < lines.size(); language++) {
            String[] parts = lines.get(language);
            languages.add(parts[1]);
            for (int i = 2; i < parts.length; i += 2) {
                short level = (short) ((language << Byte.SIZE) | Integer.parseInt(parts[i]));
                for (int at = 0; at < parts[i + 1].length(); at += 3) {
                    table.computeIfAbsent(key(parts[i + 1], at), key -> new ArrayList<>())
                            .add(level);
                }
            }
        }
        return new Trigrams(languages, table);
    }

    private static long key(String trigrams, int at) {
        return ((long) trigrams.charAt(at) << 2 * Character.SIZE)
                | ((long) trigrams.charAt(at + 1) << Character.SIZE)
                | trigrams.charAt(at + 2);
    }
}
