package dev.alluvium.contracts.dataset.facts;

import dev.alluvium.contracts.record.CleanRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is true after some rounds: of each fact the records of its newest revision. Folded over the rounds in a
 * version's ancestry, oldest first, it holds nothing that was superseded, erased or quarantined.
 */
public record CurrentFacts(SortedMap<String, List<CleanRecord>> facts) {
    public CurrentFacts {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** Before the first round. */
    public static CurrentFacts none() {
        return new CurrentFacts(new TreeMap<>());
    }

    /** The fold over rounds in their order. */
    public static CurrentFacts of(Collection<RoundContent> rounds) {
        CurrentFacts facts = none();
        for (RoundContent round : rounds) {
            facts = facts.after(round);
        }
        return facts;
    }

    /** After one more round: its erasures first, then its records, of which only the newest revisions count. */
    public CurrentFacts after(RoundContent round) {
        SortedMap<String, List<CleanRecord>> next = new TreeMap<>(facts);
        round.erased().forEach(next::remove);
        for (CleanRecord record : round.records()) {
            next.merge(record.fact(), List.of(record), CurrentFacts::newest);
        }
        return new CurrentFacts(next);
    }

    private static List<CleanRecord> newest(List<CleanRecord> known, List<CleanRecord> added) {
        Instant before = known.get(0).revision();
        int order = added.get(0).revision().compareTo(before);
        if (order != 0) {
            return order > 0 ? added : known;
        }
        List<CleanRecord> both = new ArrayList<>(known);
        added.stream()
                .filter(record -> known.stream().noneMatch(old -> old.recordId().equals(record.recordId())))
                .forEach(both::add);
        return both;
    }

    /** All records, fact by fact. */
    public Stream<CleanRecord> records() {
        return facts.values().stream().flatMap(Collection::stream);
    }
}
