package dev.alluvium.contracts.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model: its versions, its rounds, and the aliases that point at them.
 *
 * @param previous the champion before the present one
 * @param frozen true while nothing is promoted automatically
 * @param generation grows with each change of what should be served
 */
public record ModelState(
        String model,
        String base,
        int champion,
        @Nullable Integer previous,
        boolean frozen,
        long generation,
        SortedMap<Integer, VersionState> versions,
        SortedMap<String, RoundState> rounds) {

    public ModelState {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        rounds = Collections.unmodifiableSortedMap(new TreeMap<>(rounds));
    }

    static ModelState declared(String model, String base, Instant at) {
        SortedMap<Integer, VersionState> versions = new TreeMap<>();
        versions.put(0, VersionState.base(at));
        return new ModelState(model, base, 0, null, false, 1, versions, new TreeMap<>());
    }

    /** The number that the next version will get. */
    public int nextVersion() {
        return versions.lastKey() + 1;
    }

    /** The version that keeps the next run waiting. */
    public Optional<VersionState> openCandidate() {
        return versions.values().stream().filter(v -> v.stage().open()).findFirst();
    }

    /** A version by number. */
    public Optional<VersionState> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    /** The version that a run made. */
    public Optional<VersionState> byRun(String run) {
        return versions.values().stream().filter(v -> v.run().equals(run)).findFirst();
    }

    /** {@code version} and its ancestors down to 0, nearest first. */
    public List<VersionState> ancestry(int version) {
        List<VersionState> line = new ArrayList<>();
        for (int at = version; ; at = get(at).parent()) {
            line.add(get(at));
            if (at == 0) {
                return line;
            }
        }
    }

    /** The rounds that the champion was trained on, all of its ancestry. */
    public List<String> championRounds() {
        return ancestry(champion).stream().flatMap(v -> v.rounds().stream()).sorted().distinct().toList();
    }

    VersionState get(int version) {
        VersionState found = versions.get(version);
        if (found == null) {
            throw new IllegalStateException(model + " has no version " + version);
        }
        return found;
    }

    ModelState with(VersionState changed) {
        SortedMap<Integer, VersionState> next = new TreeMap<>(versions);
        next.put(changed.version(), changed);
        return new ModelState(model, base, champion, previous, frozen, generation, next, rounds);
    }

    ModelState withRounds(Collection<String> names, UnaryOperator<RoundState> change) {
        SortedMap<String, RoundState> next = new TreeMap<>(rounds);
        for (String name : names) {
            next.put(name, change.apply(next.getOrDefault(name, new RoundState(name, RoundState.Stage.READY, 0, 0))));
        }
        return new ModelState(model, base, champion, previous, frozen, generation, versions, next);
    }

    ModelState withChampion(int next) {
        return new ModelState(model, base, next, champion, frozen, generation + 1, versions, rounds);
    }

    ModelState frozen(boolean next) {
        return new ModelState(model, base, champion, previous, next, generation, versions, rounds);
    }
}
