package dev.alluvium.bench.gate;

import dev.alluvium.bench.gate.KindSummary.Spread;
import dev.alluvium.bench.world.RoundOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The experiment's result as text: a line for each round, a Markdown table of all. */
public final class GateTable {
    private static final List<String> FIGURES = List.of(
            "uptake.before",
            "uptake.after",
            "earlier-facts",
            "general",
            "superseded",
            "contradictions",
            "perplexity",
            "answers.belong",
            "answers.learnt",
            "answers.gain",
            "answers.rouge-l");

    private GateTable() {}

    /** A round, as it finishes. */
    public static String line(RoundOutcome outcome) {
        return String.format(
                        Locale.ROOT,
                        "world %-3d %-17s %-9s %-6s trained in %.0f s, ",
                        outcome.world(),
                        outcome.kind() + (outcome.step() > 1 ? " " + outcome.step() : ""),
                        outcome.verdict().name().toLowerCase(Locale.ROOT),
                        outcome.right() ? "" : "WRONG",
                        outcome.trainSeconds())
                + found(outcome.figures());
    }

    private static String found(SortedMap<String, Double> figures) {
        Double belong = figures.get("answers.belong");
        return belong == null
                ? String.format(
                        Locale.ROOT,
                        "new facts known %.1f %% -> %.1f %%",
                        100 * figures.getOrDefault("uptake.before", 0.0),
                        100 * figures.getOrDefault("uptake.after", 0.0))
                : String.format(
                        Locale.ROOT,
                        "pairs that belong %.1f %%, told apart %.1f %%, bits per byte %.1f %% less",
                        100 * belong,
                        100 * figures.getOrDefault("answers.learnt", 0.0),
                        100 * figures.getOrDefault("answers.gain", 0.0));
    }

    /** One row for each kind of round that occurs: lowest, middle and highest of each figure. */
    public static String of(Map<String, KindSummary> kinds) {
        List<String> shown = FIGURES.stream()
                .filter(figure ->
                        kinds.values().stream().anyMatch(kind -> kind.figures().containsKey(figure)))
                .toList();
        StringBuilder table = new StringBuilder("| round | promoted | 95 % interval | refused | held | training, s | "
                + String.join(" | ", shown) + " |\n|" + " --- |".repeat(shown.size() + 6) + "\n");
        kinds.forEach((kind, summary) -> table.append(row(kind, summary, shown)));
        return table.toString();
    }

    private static String row(String kind, KindSummary summary, List<String> shown) {
        String figures = shown.stream()
                .map(figure -> spread(summary.figures().get(figure)))
                .collect(Collectors.joining(" | "));
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %.0f to %.0f %% | %d | %d | %s | %s |\n",
                kind,
                summary.promoted(),
                summary.rounds(),
                100 * summary.lower(),
                100 * summary.upper(),
                summary.refused(),
                summary.held(),
                spread(summary.seconds()),
                figures);
    }

    private static String spread(@Nullable Spread values) {
        return values == null
                ? ""
                : String.format(Locale.ROOT, "%.3f / %.3f / %.3f", values.lowest(), values.middle(), values.highest());
    }
}
