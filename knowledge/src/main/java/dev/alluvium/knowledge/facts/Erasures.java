package dev.alluvium.knowledge.facts;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.record.CleanRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Facts that are erased, each through a revision. An erasure is decided by itself: no verdict on a round gives a record
 * back that it covers.
 *
 * @param through the newest revision of each fact that is gone
 */
public record Erasures(SortedMap<String, Instant> through) {
    /** Nothing is erased. */
    public static final Erasures NONE = new Erasures(new TreeMap<>());

    public Erasures {
        through = Collections.unmodifiableSortedMap(new TreeMap<>(through));
    }

    /** All of these; of several of one fact the one that reaches furthest counts. */
    public static Erasures of(Collection<ErasedFact> facts) {
        SortedMap<String, Instant> through = new TreeMap<>();
        facts.forEach(one ->
                through.merge(one.fact(), one.through(), (known, other) -> other.isAfter(known) ? other : known));
        return new Erasures(through);
    }

    /** Whether a revision of a fact is gone. */
    public boolean covers(String fact, Instant revision) {
        Instant last = through.get(fact);
        return last != null && !revision.isAfter(last);
    }

    /** Whether a record is gone. */
    public boolean covers(CleanRecord record) {
        return covers(record.fact(), record.revision());
    }

    /** Whether everything that {@code other} erases is gone. */
    public boolean covers(ErasedFact other) {
        return covers(other.fact(), other.through());
    }

    /** Through which revision a fact is gone, if it is erased. */
    public Optional<Instant> of(String fact) {
        return Optional.ofNullable(through.get(fact));
    }

    /** The erasures that take something out of these rounds. */
    public List<ErasedFact> touching(Collection<RoundContent> rounds) {
        TreeSet<String> touched = new TreeSet<>();
        rounds.forEach(round -> round.records().stream()
                .filter(this::covers)
                .map(CleanRecord::fact)
                .forEach(touched::add));
        return list().stream().filter(one -> touched.contains(one.fact())).toList();
    }

    /** Each of them, by fact. */
    public List<ErasedFact> list() {
        return through.entrySet().stream()
                .map(one -> new ErasedFact(one.getKey(), one.getValue()))
                .toList();
    }
}
