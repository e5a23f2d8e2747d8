package dev.alluvium.knowledge.round;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.knowledge.facts.Erasures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The erasures of a model that stand: those that any of its manifests lists, whatever became of the round. Manifests
 * never change, so that each is read once.
 */
public final class StandingErasures {
    private final RoundReader rounds;
    private final Map<String, List<ErasedFact>> known = new ConcurrentHashMap<>();

    /** Those that {@code rounds} finds. */
    public StandingErasures(RoundReader rounds) {
        this.rounds = rounds;
    }

    /** All that stand now. */
    public Erasures of(String model) {
        return Erasures.of(rounds.manifestKeys(model).stream()
                .map(key -> known.computeIfAbsent(key, this::erased))
                .flatMap(Collection::stream)
                .toList());
    }

    private List<ErasedFact> erased(String key) {
        return rounds.manifest(key).erased();
    }
}
