package dev.alluvium.simulation;

import dev.alluvium.contracts.dataset.facts.CurrentFacts;
import dev.alluvium.contracts.dataset.facts.RoundContent;
import dev.alluvium.contracts.dataset.facts.TrainingSet;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.registry.ModelState;
import dev.alluvium.contracts.registry.VersionState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each run trained and on which base: a rebuild must know what is current, no more and no less. */
final class Lessons {
    private final World world;
    private final Map<ArtifactRef, Lesson> lessons = new HashMap<>();

    private record Lesson(String base, SortedMap<String, List<CleanRecord>> facts) {}

    Lessons(World world) {
        this.world = world;
    }

    /** @param base what the run was trained on */
    void put(ArtifactRef adapter, String base, TrainingSet set) {
        lessons.put(adapter, new Lesson(base, set.round()));
    }

    /** Every record of some rounds as if none had replaced another. */
    static TrainingSet everything(List<RoundContent> rounds) {
        SortedMap<String, List<CleanRecord>> all = rounds.stream()
                .flatMap(round -> round.records().stream())
                .collect(Collectors.groupingBy(CleanRecord::fact, TreeMap::new, Collectors.toList()));
        return new TrainingSet(all, new TreeMap<>(), 0, 0);
    }

    /** A version that has just got its number. */
    void check(ModelState model, int number) {
        VersionState version = model.get(number);
        Lesson lesson = Objects.requireNonNull(lessons.get(version.adapter()));
        Violation.unless(
                lesson.base().equals(model.baseOf(number)),
                "version %s was trained on %s and would be served on %s",
                number,
                lesson.base(),
                model.baseOf(number));
        if (version.rebuild() != null) {
            Map<String, List<CleanRecord>> current = current(model, version.parent());
            Violation.unless(
                    lesson.facts().equals(current), "a rebuild learned %s, current is %s", lesson.facts(), current);
        }
    }

    private Map<String, List<CleanRecord>> current(ModelState model, int champion) {
        List<VersionState> line = new ArrayList<>(model.ancestry(champion));
        Collections.reverse(line);
        return CurrentFacts.of(line.stream()
                        .flatMap(version -> version.rounds().stream())
                        .map(world::content)
                        .toList())
                .facts();
    }
}
