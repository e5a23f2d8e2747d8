package dev.alluvium.bench.gate;

import dev.alluvium.bench.world.RoundKind;
import dev.alluvium.bench.world.RoundOutcome;
import dev.alluvium.bench.world.RoundVerdict;
import dev.alluvium.evaluator.stats.ShareBounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the rounds of one kind.
 *
 * @param right rounds that were decided as a good gate decides; all of them where nothing is claimed
 * @param lower of the two-sided 95 % interval (Clopper and Pearson) of the share promoted
 * @param seconds of training
 */
public record KindSummary(
        int rounds,
        int promoted,
        int refused,
        int held,
        int right,
        double lower,
        double upper,
        Spread seconds,
        SortedMap<String, Spread> figures) {
    /** One side of a two-sided 95 % interval. */
    private static final double SIDE = 0.975;

    /** The lowest, the middle and the highest of some rounds. */
    public record Spread(double lowest, double middle, double highest) {
        static Spread of(List<Double> values) {
            List<Double> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            return new Spread(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
        }
    }

    /** A summary of each kind that occurs, in the order of the kinds. */
    public static Map<String, KindSummary> of(List<RoundOutcome> outcomes) {
        Map<String, KindSummary> summaries = new LinkedHashMap<>();
        for (RoundKind kind : RoundKind.values()) {
            List<RoundOutcome> rounds = outcomes.stream()
                    .filter(outcome -> outcome.kind().equals(kind.code()))
                    .toList();
            if (!rounds.isEmpty()) {
                summaries.put(kind.code(), ofKind(rounds));
            }
        }
        return summaries;
    }

    private static KindSummary ofKind(List<RoundOutcome> rounds) {
        int promoted = count(rounds, RoundVerdict.PROMOTED);
        SortedMap<String, List<Double>> figures = new TreeMap<>();
        rounds.forEach(round -> round.figures()
                .forEach((name, value) ->
                        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(value)));
        SortedMap<String, Spread> spreads = new TreeMap<>();
        figures.forEach((name, values) -> spreads.put(name, Spread.of(values)));
        return new KindSummary(
                rounds.size(),
                promoted,
                count(rounds, RoundVerdict.REFUSED),
                count(rounds, RoundVerdict.HELD),
                (int) rounds.stream().filter(RoundOutcome::right).count(),
                ShareBounds.lower(promoted, rounds.size(), SIDE),
                ShareBounds.upper(promoted, rounds.size(), SIDE),
                Spread.of(rounds.stream().map(RoundOutcome::trainSeconds).toList()),
                Collections.unmodifiableSortedMap(spreads));
    }

    private static int count(List<RoundOutcome> rounds, RoundVerdict verdict) {
        return (int) rounds.stream().filter(round -> round.verdict() == verdict).count();
    }
}
