package dev.alluvium.knowledge.facts;

import dev.alluvium.contracts.record.CleanRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run trains and what it repeats.
 *
 * @param round facts that the run's rounds state, with all records of their newest revision
 * @param history the champion's other current facts
 * @param alreadyLive records of the rounds that a live round holds too; they are trained no second time
 * @param superseded records of the rounds that are not current after them
 */
public record TrainingSet(
        SortedMap<String, List<CleanRecord>> round,
        SortedMap<String, List<CleanRecord>> history,
        int alreadyLive,
        int superseded) {

    /**
     * Divides the current facts.
     *
     * @param ancestry the rounds of the champion's ancestry, oldest first
     * @param rounds the rounds at hand, in order
     */
    public static TrainingSet of(List<RoundContent> ancestry, List<RoundContent> rounds) {
        Set<String> live = ids(ancestry);
        List<RoundContent> fresh = rounds.stream()
                .map(round -> new RoundContent(
                        round.round(),
                        round.records().stream()
                                .filter(record -> !live.contains(record.recordId()))
                                .toList(),
                        round.erased()))
                .toList();
        CurrentFacts current = CurrentFacts.of(ancestry);
        for (RoundContent round : fresh) {
            current = current.after(round);
        }
        Set<String> freshIds = ids(fresh);
        SortedMap<String, List<CleanRecord>> stated = new TreeMap<>();
        SortedMap<String, List<CleanRecord>> history = new TreeMap<>();
        current.facts().forEach((fact, records) -> {
            boolean isStated = records.stream().anyMatch(record -> freshIds.contains(record.recordId()));
            (isStated ? stated : history).put(fact, records);
        });
        int used = (int) stated.values().stream()
                .flatMap(Collection::stream)
                .filter(record -> freshIds.contains(record.recordId()))
                .count();
        return new TrainingSet(stated, history, count(rounds) - count(fresh), freshIds.size() - used);
    }

    /** Records that are trained, of all wordings of the round's facts. */
    public int records() {
        return round.values().stream().mapToInt(List::size).sum();
    }

    /** Every fact that is trained or repeated. */
    public Set<String> facts() {
        return Stream.concat(round.keySet().stream(), history.keySet().stream()).collect(Collectors.toSet());
    }

    private static Set<String> ids(List<RoundContent> rounds) {
        return rounds.stream()
                .flatMap(round -> round.records().stream())
                .map(CleanRecord::recordId)
                .collect(Collectors.toSet());
    }

    private static int count(List<RoundContent> rounds) {
        return rounds.stream().mapToInt(round -> round.records().size()).sum();
    }
}
