package dev.alluvium.simulation;

import dev.alluvium.accumulator.round.AccumulationState;
import dev.alluvium.accumulator.round.Round;
import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.cleaning.fact.Revision;
import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.knowledge.facts.CurrentFacts;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.registry.RegistryState;
import dev.alluvium.knowledge.registry.RoundState;
import dev.alluvium.knowledge.registry.VersionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold once nothing is in flight: everything is decided, and all parts agree on what is true. */
final class Settled {
    private static final Set<RoundState.Stage> DECIDED =
            EnumSet.of(RoundState.Stage.LIVE, RoundState.Stage.QUARANTINED, RoundState.Stage.REQUEUED);

    private Settled() {}

    static void check(World world, Invariants invariants, FactActor facts, AccumulatorActor accumulator) {
        RegistryState registry = invariants.folded();
        Violation.unless(
                registry.equals(RegistryState.of(world.log().records(Channel.EVENTS).stream()
                        .map(RegistryEvent.class::cast)
                        .toList())),
                "the registry is not the fold of its log");
        decided(world, registry);
        nothingWaits(facts, accumulator.state());
        invariants.outcomes().complete();
        onePlaceEach(world, registry, invariants.outcomes());
        Map<String, Set<String>> taught = taught(world, registry);
        Map<String, Set<String>> believed = believed(facts.facts());
        erasuresStand(world);
        Violation.unless(taught.equals(believed), "the champion learned %s, cleaning holds %s", taught, believed);
    }

    /** Every erasure that cleaning told is in a manifest, whatever became of the records beside it. */
    private static void erasuresStand(World world) {
        Map<String, Instant> erased = world.erased();
        for (Object event : world.log().records(Channel.CLEAN)) {
            if (event instanceof Erasure erasure) {
                Instant through = erased.get(erasure.fact());
                Violation.unless(
                        through != null && !through.isBefore(erasure.revision()), "%s never came to stand", erasure);
            }
        }
    }

    private static void decided(World world, RegistryState registry) {
        for (Object ready : world.log().records(Channel.READY)) {
            RoundState round = registry.get(World.MODEL).round(((DatasetReady) ready).round());
            Violation.unless(DECIDED.contains(round.stage()), "%s is never decided", round);
        }
        Violation.unless(
                registry.get(World.MODEL).openCandidate().isEmpty(),
                "%s is never decided",
                registry.get(World.MODEL).openCandidate());
    }

    /** A record is in one round at most that is live or may be requeued, and then nobody has rejected it. */
    private static void onePlaceEach(World world, RegistryState registry, Outcomes outcomes) {
        Map<RawPosition, String> places = new TreeMap<>();
        for (RoundState round : registry.get(World.MODEL).rounds().values()) {
            if (round.stage() != RoundState.Stage.REQUEUED) {
                world.manifest(round.round()).orElseThrow().records().forEach(record -> {
                    String other = places.put(record.position(), round.round());
                    Violation.unless(other == null, "%s is in %s and %s", record.position(), other, round.round());
                    Violation.unless(
                            outcomes.isClean(record.position()),
                            "%s is in %s though it was rejected",
                            record.position(),
                            round.round());
                });
            }
        }
    }

    private static void nothingWaits(FactActor facts, AccumulationState accumulator) {
        facts.facts().forEach((fact, state) -> {
            Violation.unless(state.held().isEmpty(), "%s still holds %s", fact, state.held());
            Violation.unless(state.undecided().isEmpty(), "%s is still undecided on %s", fact, state.undecided());
        });
        Violation.unless(accumulator.pending().isEmpty(), "pending for ever: %s", accumulator.pending());
        for (Round round : accumulator.rounds().all()) {
            Violation.unless(!round.undecided(), "the accumulator never heard of %s", round.name());
        }
    }

    /** Records of each fact's newest revision, as a run from the champion would replay them. */
    private static Map<String, Set<String>> taught(World world, RegistryState registry) {
        List<VersionState> line = new ArrayList<>(
                registry.get(World.MODEL).ancestry(registry.get(World.MODEL).champion()));
        Collections.reverse(line);
        Map<String, Instant> erased = world.erased();
        CurrentFacts current = CurrentFacts.of(line.stream()
                .flatMap(version -> version.rounds().stream())
                .map(world::content)
                .map(round -> left(round, erased))
                .toList());
        Map<String, Set<String>> ids = new TreeMap<>();
        current.facts()
                .forEach((fact, records) -> ids.put(
                        fact,
                        records.stream().map(CleanRecord::recordId).collect(Collectors.toCollection(TreeSet::new))));
        return ids;
    }

    private static RoundContent left(RoundContent round, Map<String, Instant> erased) {
        return new RoundContent(
                round.round(),
                round.records().stream()
                        .filter(record -> record.revision().isAfter(erased.getOrDefault(record.fact(), Instant.MIN)))
                        .toList(),
                List.of());
    }

    private static Map<String, Set<String>> believed(Map<String, FactState> facts) {
        Map<String, Set<String>> ids = new TreeMap<>();
        facts.forEach((key, state) -> {
            Instant newest = state.live().stream()
                    .map(Revision::at)
                    .max(Instant::compareTo)
                    .orElse(null);
            if (newest != null) {
                ids.put(
                        key.substring(World.MODEL.length() + 1),
                        state.live().stream()
                                .filter(revision -> revision.at().equals(newest))
                                .map(Revision::recordId)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return ids;
    }
}
