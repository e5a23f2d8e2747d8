package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.knowledge.facts.Erasures;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.knowledge.round.StandingErasures;
import dev.alluvium.runtime.store.ObjectStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds without what is erased by now: nobody is asked about that, and nothing is judged by it. Rounds never change, so
 * that the last ones are kept as they were read.
 */
final class StandingRounds {
    private static final int REMEMBERED = 64;

    private final RoundReader reader;
    private final StandingErasures erasures;
    private final Map<String, RoundContent> remembered = new LinkedHashMap<>(16, 0.75f, true);

    StandingRounds(ObjectStore store) {
        this.reader = new RoundReader(store.bucket(), store::bytes, store::list);
        this.erasures = new StandingErasures(reader);
    }

    /** The rounds in the given order. */
    List<RoundContent> read(String model, List<String> rounds) {
        Erasures standing = erasures.of(model);
        return rounds.stream()
                .map(round -> read(ObjectKeys.roundManifest(model, round)).without(standing))
                .toList();
    }

    private RoundContent read(String manifest) {
        RoundContent known = remembered.get(manifest);
        if (known == null) {
            known = reader.content(manifest);
            remembered.put(manifest, known);
            if (remembered.size() > REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
        return known;
    }
}
