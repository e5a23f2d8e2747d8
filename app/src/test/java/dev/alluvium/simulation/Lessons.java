package dev.alluvium.simulation;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.knowledge.facts.CurrentFacts;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each run trained and on which base: a rebuild must know what is current, no more and no less. */
final class Lessons {
    private final World world;
    private final Map<ArtifactRef, Lesson> lessons = new HashMap<>();

    private record Lesson(String base, TrainingSet set, Map<String, Instant> erased) {
        boolean isErased(CleanRecord record) {
            Instant through = erased.get(record.fact());
            return through != null && !record.revision().isAfter(through);
        }
    }

    Lessons(World world) {
        this.world = world;
    }

    /**
     * A run trained an adapter.
     *
     * @param base what it was trained on
     * @param erased how far each fact was erased when it began
     */
    void put(ArtifactRef adapter, String base, TrainingSet set, Map<String, Instant> erased) {
        lessons.put(adapter, new Lesson(base, set, erased));
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
        Stream.of(lesson.set().round(), lesson.set().history())
                .flatMap(facts -> facts.values().stream())
                .flatMap(List::stream)
                .forEach(record -> Violation.unless(
                        !lesson.isErased(record),
                        "version %s was trained on %s, erased before it began",
                        number,
                        record));
        if (version.rebuild() != null) {
            Map<String, List<CleanRecord>> current = current(model, version.parent(), lesson);
            Violation.unless(
                    lesson.set().round().equals(current),
                    "a rebuild learned %s, current is %s",
                    lesson.set().round(),
                    current);
        }
    }

    private Map<String, List<CleanRecord>> current(ModelState model, int champion, Lesson lesson) {
        List<VersionState> line = new ArrayList<>(model.ancestry(champion));
        Collections.reverse(line);
        return CurrentFacts.of(line.stream()
                        .flatMap(version -> version.rounds().stream())
                        .map(world::content)
                        .map(round -> left(round, lesson))
                        .toList())
                .facts();
    }

    private static RoundContent left(RoundContent round, Lesson lesson) {
        return new RoundContent(
                round.round(),
                round.records().stream()
                        .filter(record -> !lesson.isErased(record))
                        .toList(),
                List.of());
    }
}
