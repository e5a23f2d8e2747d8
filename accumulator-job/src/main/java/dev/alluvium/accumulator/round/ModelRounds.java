package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.dataset.RoundRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All rounds of a model by name. Immutable. Instances that were made one from the other share an index over their
 * records, which is moved to the instance that is asked. Not safe for several threads.
 */
public final class ModelRounds {
    private final SortedMap<String, Round> byName;
    private final RoundIndex index;

    private ModelRounds(SortedMap<String, Round> byName, RoundIndex index) {
        this.byName = byName;
        this.index = index;
    }

    /** Of these rounds. */
    public static ModelRounds of(Collection<Round> rounds) {
        return new ModelRounds(byName(rounds), new RoundIndex());
    }

    /** All, in the order of their names. */
    public Collection<Round> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** The one named {@code name}. */
    public Optional<Round> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The first one whose manifest is not known to be in the store; nothing is cut while there is one. */
    public Optional<Round> fixed() {
        return byName.values().stream()
                .filter(round -> round.phase() == Round.Phase.FIXED)
                .findFirst();
    }

    ModelRounds with(Round round) {
        SortedMap<String, Round> map = new TreeMap<>(byName);
        map.put(round.name(), round);
        return new ModelRounds(map, index);
    }

    ModelRounds without(Round round) {
        SortedMap<String, Round> map = new TreeMap<>(byName);
        map.remove(round.name());
        return new ModelRounds(map, index);
    }

    /** Each round changed by {@code change}. */
    public ModelRounds map(UnaryOperator<Round> change) {
        return new ModelRounds(byName(byName.values().stream().map(change).toList()), index);
    }

    /** The record of this id in a live round, or else in an undecided one. */
    public Optional<RoundRecord> record(String recordId) {
        return index().record(recordId).map(RoundIndex.Located::record);
    }

    RoundIndex index() {
        return index.at(byName);
    }

    private static SortedMap<String, Round> byName(Collection<Round> rounds) {
        SortedMap<String, Round> map = new TreeMap<>();
        rounds.forEach(round -> map.put(round.name(), round));
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelRounds rounds && byName.equals(rounds.byName);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(byName);
    }

    @Override
    public String toString() {
        return byName.values().toString();
    }
}
