package dev.alluvium.bench.seeds;

import dev.alluvium.evaluator.stats.SeedVariance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the seed did to each suite of each kind of round. */
public final class SeedTable {
    private SeedTable() {}

    /**
     * One row.
     *
     * @param highest largest mean loss of a seed
     */
    public record Row(
            String kind, String suite, int versions, int facts, double lowest, double highest, SeedVariance variance) {}

    /** A row for each suite of each kind, in order. */
    public static List<Row> rows(List<SeedOutcome> outcomes) {
        Map<String, Map<String, Map<Long, List<List<Double>>>>> found = new LinkedHashMap<>();
        outcomes.forEach(outcome -> outcome.suites()
                .forEach((suite, losses) -> found.computeIfAbsent(outcome.kind(), kind -> new TreeMap<>())
                        .computeIfAbsent(suite, name -> new TreeMap<>())
                        .computeIfAbsent(outcome.world(), world -> new ArrayList<>())
                        .add(losses)));
        List<Row> rows = new ArrayList<>();
        found.forEach((kind, suites) -> suites.forEach((suite, worlds) -> rows.add(row(kind, suite, worlds))));
        return List.copyOf(rows);
    }

    private static Row row(String kind, String suite, Map<Long, List<List<Double>>> worlds) {
        List<double[][]> rounds = worlds.values().stream()
                .map(seeds -> seeds.stream()
                        .map(losses ->
                                losses.stream().mapToDouble(Double::doubleValue).toArray())
                        .toArray(double[][]::new))
                .filter(seeds -> seeds.length > 1)
                .toList();
        List<Double> means = worlds.values().stream()
                .flatMap(List::stream)
                .map(losses -> losses.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0))
                .sorted()
                .toList();
        int facts = worlds.values().stream()
                .mapToInt(seeds -> seeds.get(0).size())
                .max()
                .orElse(0);
        return new Row(
                kind, suite, means.size(), facts, means.get(0), means.get(means.size() - 1), SeedVariance.of(rounds));
    }

    /** As a Markdown table. */
    public static String of(List<Row> rows) {
        return "| round | suite | versions | facts | lost, least to most | of means | of the seed |\n|"
                + " --- |".repeat(7)
                + "\n"
                + rows.stream()
                        .map(row -> String.format(
                                Locale.ROOT,
                                "| %s | %s | %d | %d | %.1f to %.1f %% | %.2f points | %.2f points |%n",
                                row.kind(),
                                row.suite(),
                                row.versions(),
                                row.facts(),
                                100 * row.lowest(),
                                100 * row.highest(),
                                100 * row.variance().ofMeans(),
                                100 * row.variance().deviation()))
                        .collect(Collectors.joining());
    }
}
