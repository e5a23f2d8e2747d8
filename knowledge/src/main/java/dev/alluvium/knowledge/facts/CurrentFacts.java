package dev.alluvium.knowledge.facts;

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
 * version's ancestry it holds nothing that was superseded, erased or quarantined, whichever round came first.
 *
 * @param erased through which revision each erased fact is gone
 */
public record CurrentFacts(SortedMap<String, List<CleanRecord>> facts, SortedMap<String, Instant> erased) {
    public CurrentFacts {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        erased = Collections.unmodifiableSortedMap(new TreeMap<>(erased));
    }

    /** Before the first round. */
    public static CurrentFacts none() {
        return new CurrentFacts(new TreeMap<>(), new TreeMap<>());
    }

    /** The fold over rounds in their order. */
    public static CurrentFacts of(Collection<RoundContent> rounds) {
        CurrentFacts facts = none();
        for (RoundContent round : rounds) {
            facts = facts.after(round);
        }
        return facts;
    }

    /** After one more round: of its records and those before, the newest revisions that no erasure covers. */
    public CurrentFacts after(RoundContent round) {
        SortedMap<String, Instant> gone = new TreeMap<>(erased);
        round.erased().forEach(one -> gone.merge(one.fact(), one.through(), CurrentFacts::later));
        SortedMap<String, List<CleanRecord>> next = new TreeMap<>(facts);
        for (CleanRecord record : round.records()) {
            next.merge(record.fact(), List.of(record), CurrentFacts::newest);
        }
        gone.forEach((fact, through) -> next.computeIfPresent(
                fact, (name, records) -> records.get(0).revision().isAfter(through) ? records : null));
        return new CurrentFacts(next, gone);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
