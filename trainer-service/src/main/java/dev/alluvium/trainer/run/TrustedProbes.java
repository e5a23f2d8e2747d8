package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.knowledge.facts.TrainingSet;
import dev.alluvium.knowledge.text.RecordIdentity;
import dev.alluvium.knowledge.wording.RecordWordings;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trusted probes that a plan knew, kept with it: probes that come later must not change what an interrupted attempt
 * goes on with.
 */
final class TrustedProbes {
    private TrustedProbes() {}

    /** Keeps the probes of the facts that are trained, and those that ask elsewhere what is trained; null if there are none. */
    static @Nullable ArtifactRef keep(ObjectStore store, String model, Collection<FactProbes> probes, TrainingSet set) {
        Set<String> facts = set.facts();
        Set<String> questions = questions(set);
        List<FactProbes> relevant = probes.stream()
                .filter(fact -> !fact.probes().isEmpty())
                .filter(fact -> facts.contains(fact.fact()) || asks(fact, questions))
                .sorted(Comparator.comparing(FactProbes::fact))
                .toList();
        if (relevant.isEmpty()) {
            return null;
        }
        String lines = relevant.stream().map(Json::string).collect(Collectors.joining("\n", "", "\n"));
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        String sha256 = Digest.sha256(bytes);
        String key = ObjectKeys.probes(model, sha256);
        store.putIfAbsent(key, bytes);
        return ArtifactRef.of(store.bucket(), key, sha256, bytes.length);
    }

    private static boolean asks(FactProbes fact, Set<String> questions) {
        return fact.probes().stream().anyMatch(probe -> questions.contains(RecordIdentity.question(probe.prompt())));
    }

    private static Set<String> questions(TrainingSet set) {
        return Stream.of(set.round(), set.history())
                .flatMap(facts -> facts.values().stream())
                .flatMap(List::stream)
                .flatMap(record -> RecordWordings.of(record.record()).stream())
                .map(wording -> RecordIdentity.question(wording.instruction()))
                .collect(Collectors.toSet());
    }

    /** The same, by fact. */
    static Map<String, List<Probe>> byFact(Collection<FactProbes> probes) {
        return probes.stream().collect(Collectors.toMap(FactProbes::fact, FactProbes::probes));
    }

    /** Probes by fact. */
    static Map<String, List<Probe>> read(ObjectStore store, @Nullable ArtifactRef kept) {
        if (kept == null) {
            return Map.of();
        }
        byte[] bytes = store.get(kept.key())
                .map(StoredObject::bytes)
                .orElseThrow(() -> new IllegalStateException(kept.uri() + " is missing"));
        return byFact(new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), FactProbes.class))
                .toList());
    }
}
