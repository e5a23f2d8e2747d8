package dev.alluvium.trainer.run;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.knowledge.facts.Erasures;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.knowledge.round.StandingErasures;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.plan.RunPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The facts that were erased after a champion was trained on them. A run that starts from the champion's weights keeps
 * them; a rebuild that is planned after the erasure does without.
 */
public final class ErasedFactsInWeights {
    private final Attempts attempts;
    private final RoundReader reader;
    private final StandingErasures erasures;
    private final Map<String, Memory> last = new HashMap<>();

    /**
     * What a champion remembers.
     *
     * @param standing all erasures of the model
     * @param waiting those of them that wait for a rebuild
     */
    public record Memory(int version, Erasures standing, List<ErasedFact> waiting) {
        public Memory {
            waiting = List.copyOf(waiting);
        }
    }

    public ErasedFactsInWeights(ObjectStore store) {
        this.attempts = new Attempts(store);
        this.reader = new RoundReader(store.bucket(), store::bytes, store::list);
        this.erasures = new StandingErasures(reader);
    }

    /** What the present champion remembers. */
    public synchronized Memory of(ModelState model) {
        Erasures standing = erasures.of(model.model());
        Memory known = last.get(model.model());
        if (known != null
                && known.version() == model.champion()
                && known.standing().equals(standing)) {
            return known;
        }
        Memory memory = new Memory(model.champion(), standing, waiting(model, standing));
        last.put(model.model(), memory);
        return memory;
    }

    private List<ErasedFact> waiting(ModelState model, Erasures standing) {
        if (standing.list().isEmpty()) {
            return List.of();
        }
        Map<String, RoundManifest> manifests = new TreeMap<>();
        model.championRounds().forEach(round -> manifests.put(round, reader.manifest(model.model(), round)));
        List<Lesson> lessons = weights(model).stream()
                .map(version -> ofFact(model, version, manifests))
                .toList();
        return standing.list().stream()
                .filter(erased -> lessons.stream().anyMatch(ofFact -> ofFact.taught(erased)))
                .toList();
    }

    /** The versions from whose training the champion's weights came: back to the nearest rebuild. */
    private static List<VersionState> weights(ModelState model) {
        List<VersionState> line = new ArrayList<>();
        for (VersionState version : model.ancestry(model.champion())) {
            if (version.version() > 0) {
                line.add(version);
            }
            if (version.rebuild() != null) {
                break;
            }
        }
        return line;
    }

    private Lesson ofFact(ModelState model, VersionState version, Map<String, RoundManifest> manifests) {
        List<RoundManifest> rounds = model.ancestry(version.version()).stream()
                .flatMap(ancestor -> ancestor.rounds().stream())
                .distinct()
                .map(round -> Objects.requireNonNull(manifests.get(round)))
                .toList();
        return new Lesson(rounds, leftOut(version, rounds));
    }

    /** An adapter that was trained elsewhere has no plan: nobody knows that it left anything out. */
    private Erasures leftOut(VersionState version, List<RoundManifest> rounds) {
        return attempts.newest(version.run())
                .map(plan -> Erasures.of(leftOut(plan, rounds)))
                .orElse(Erasures.NONE);
    }

    private static List<ErasedFact> leftOut(RunPlan plan, List<RoundManifest> rounds) {
        List<ErasedFact> known = plan.erased();
        return known != null
                ? known
                : rounds.stream()
                        .map(RoundManifest::erased)
                        .flatMap(Collection::stream)
                        .toList();
    }

    /** The rounds that a version was trained on or repeated, and what it left out of them. */
    private record Lesson(List<RoundManifest> rounds, Erasures leftOut) {
        boolean taught(ErasedFact erased) {
            return !leftOut.covers(erased)
                    && rounds.stream()
                            .flatMap(round -> round.records().stream())
                            .anyMatch(record -> covers(erased, record));
        }

        private static boolean covers(ErasedFact erased, RoundRecord record) {
            return record.fact().equals(erased.fact()) && !record.revision().isAfter(erased.through());
        }
    }
}
