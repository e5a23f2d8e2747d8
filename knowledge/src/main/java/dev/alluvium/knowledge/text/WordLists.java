package dev.alluvium.knowledge.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The word lists that lie beside this class: a canonical form on each line, and its other forms behind it. */
final class WordLists {
    private WordLists() {}

    /** English number words and their values. */
    static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        read("numbers.txt").forEach((word, value) -> numbers.put(word, Integer.valueOf(value)));
        return Map.copyOf(numbers);
    }

    /** Units of measure and their canonical forms. */
    static Map<String, String> units() {
        return read("units.txt");
    }

    private static Map<String, String> read(String resource) {
        Map<String, String> forms = new HashMap<>();
        for (String line : lines(resource)) {
            String[] all = line.split(" ");
            for (String form : all) {
                forms.put(form, all[0]);
            }
        }
        return Map.copyOf(forms);
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(WordLists.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
