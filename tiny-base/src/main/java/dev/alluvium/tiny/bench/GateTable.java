package dev.alluvium.tiny.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sums the outcomes of many worlds up as a Markdown table. */
public final class GateTable {
    private static final List<String> FIGURES = List.of(
            "uptake.before", "uptake.after", "earlier-facts", "general", "superseded", "contradictions", "perplexity");

    private GateTable() {}

    /** One row for each kind of round that occurs: lowest, middle and highest of each figure. */
    public static String of(List<Outcome> outcomes) {
        StringBuilder table = new StringBuilder("| round | promoted | right | training, s | "
                + String.join(" | ", FIGURES) + " |\n|" + " --- |".repeat(FIGURES.size() + 4) + "\n");
        for (RoundKind kind : RoundKind.values()) {
            List<Outcome> rows = outcomes.stream()
                    .filter(outcome -> outcome.kind().equals(kind.code()))
                    .toList();
            if (!rows.isEmpty()) {
                table.append(row(kind, rows));
            }
        }
        return table.toString();
    }

    private static String row(RoundKind kind, List<Outcome> rows) {
        String figures = FIGURES.stream()
                .map(figure -> spread(rows.stream()
                        .filter(outcome -> outcome.figures().containsKey(figure))
                        .mapToDouble(outcome -> outcome.figures().getOrDefault(figure, 0.0))
                        .toArray()))
                .collect(Collectors.joining(" | "));
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %d | %s | %s |\n",
                kind.code(),
                rows.stream().filter(Outcome::promoted).count(),
                rows.size(),
                rows.stream().filter(Outcome::right).count(),
                spread(rows.stream().mapToDouble(Outcome::trainSeconds).toArray()),
                figures);
    }

    private static String spread(double... values) {
        if (values.length == 0) {
            return "";
        }
        Arrays.sort(values);
        return String.format(
                Locale.ROOT, "%.3f / %.3f / %.3f", values[0], values[values.length / 2], values[values.length - 1]);
    }
}
