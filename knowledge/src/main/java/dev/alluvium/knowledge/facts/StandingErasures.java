package dev.alluvium.knowledge.facts;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The erasures of a model that stand: those that any of its manifests lists, whatever became of the round. Manifests
 * never change, so that each is read once.
 */
public final class StandingErasures {
    private final Function<String, List<String>> list;
    private final Function<String, byte[]> read;
    private final Map<String, List<ErasedFact>> known = new ConcurrentHashMap<>();

    /**
     * @param list the keys under a prefix
     * @param read the bytes under a key; throws if they are missing
     */
    public StandingErasures(Function<String, List<String>> list, Function<String, byte[]> read) {
        this.list = list;
        this.read = read;
    }

    /** All that stand now. */
    public Erasures of(String model) {
        return Erasures.of(list.apply(ObjectKeys.rounds(model)).stream()
                .filter(ObjectKeys::isRoundManifest)
                .map(key -> known.computeIfAbsent(key, this::erased))
                .flatMap(Collection::stream)
                .toList());
    }

    private List<ErasedFact> erased(String key) {
        return Json.read(read.apply(key), RoundManifest.class).erased();
    }
}
