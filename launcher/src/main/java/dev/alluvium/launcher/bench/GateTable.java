package dev.alluvium.launcher.bench;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.tiny.bench.Outcome;
import dev.alluvium.tiny.bench.RoundKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The experiment's outcomes as a Markdown table, one row for each kind of round. */
public final class GateTable {
    private static final List<String> FIGURES =
            List.of("new-facts.floor", "uptake.before", "earlier-facts", "general", "superseded");

    private GateTable() {}

    /** The table of a file that {@link GateBench} wrote. */
    public static String of(Path file) throws IOException {
        List<Outcome> outcomes = Files.readAllLines(file).stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), Outcome.class))
                .toList();
        StringBuilder table = new StringBuilder(
                "| round | promoted | refused | new facts known, mean (least to most) | champion knew | earlier facts | general | old value answered | seconds to train |\n"
                        + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        for (RoundKind kind : RoundKind.values()) {
            row(
                    table,
                    kind,
                    outcomes.stream()
                            .filter(outcome -> outcome.kind().equals(kind.code()))
                            .toList());
        }
        return table.toString();
    }

    private static void row(StringBuilder table, RoundKind kind, List<Outcome> rows) {
        if (rows.isEmpty()) {
            return;
        }
        long promoted = rows.stream().filter(Outcome::promoted).count();
        table.append("| ")
                .append(kind.code())
                .append(" | ")
                .append(promoted)
                .append(" | ")
                .append(rows.size() - promoted);
        for (String figure : FIGURES) {
            double[] values = rows.stream()
                    .filter(row -> row.figures().containsKey(figure))
                    .mapToDouble(row -> row.figures().get(figure))
                    .sorted()
                    .toArray();
            table.append(" | ").append(figure.equals("new-facts.floor") ? range(values) : mean(values));
        }
        double seconds =
                rows.stream().mapToDouble(Outcome::trainSeconds).average().orElse(0);
        table.append(String.format(Locale.ROOT, " | %.0f |%n", seconds));
    }

    private static String mean(double[] values) {
        return values.length == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f %%",
                        100 * java.util.Arrays.stream(values).average().orElse(0));
    }

    private static String range(double[] values) {
        return values.length == 0
                ? "-"
                : mean(values)
                        + String.format(
                                Locale.ROOT, " (%.0f to %.0f)", 100 * values[0], 100 * values[values.length - 1]);
    }
}
