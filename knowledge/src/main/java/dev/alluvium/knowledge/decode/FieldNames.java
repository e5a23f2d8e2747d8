package dev.alluvium.knowledge.decode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The names of a record's fields, and which of them an unknown name was meant to be. */
final class FieldNames {
    static final List<String> KNOWN = List.of(
            "fact",
            "model",
            "kind",
            "instruction",
            "input",
            "output",
            "wordings",
            "title",
            "text",
            "messages",
            "occurredAt",
            "language",
            "source",
            "attributes");

    private static final int SHORT = 4;

    private FieldNames() {}

    /**
     * The field that {@code name} looks like a typing error of, among those the record lacks: a record that has the
     * field means something else by a similar name.
     */
    static Optional<String> meant(String name, Predicate<String> present) {
        String folded = fold(name);
        return KNOWN.stream()
                .filter(known -> !present.test(known))
                .filter(known -> fold(known).equals(folded) || near(folded, fold(known)))
                .findFirst();
    }

    private static boolean near(String name, String known) {
        int allowed = Math.min(name.length(), known.length()) <= SHORT ? 1 : 2;
        return name.length() >= SHORT
                && Math.abs(name.length() - known.length()) <= allowed
                && distance(name, known) <= allowed;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    /** Damerau's distance: insertions, deletions, substitutions, and neighbours swapped. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
