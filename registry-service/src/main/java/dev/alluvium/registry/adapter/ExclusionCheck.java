package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that a round has the sources and records that its requeue excludes: a misspelt name would offer again the
 * very records that were to stay.
 */
final class ExclusionCheck {
    private static final int NAMED = 20;

    private final ObjectStore store;

    ExclusionCheck(ObjectStore store) {
        this.store = store;
    }

    /**
     * Checks the names; a round that is not in the store is for the registry to refuse.
     *
     * @throws HttpProblem 400 if a source or a record is named that the round does not have
     */
    void check(String model, String round, Exclusion except) {
        read(ObjectKeys.roundManifest(model, round))
                .map(bytes -> Json.read(bytes, RoundManifest.class))
                .forEach(manifest -> {
                    Set<String> records = manifest.records().stream()
                            .map(RoundRecord::recordId)
                            .collect(Collectors.toSet());
                    check(round, "record", except.records(), records);
                    if (!except.sources().isEmpty()) {
                        check(round, "source", except.sources(), sources(manifest));
                    }
                });
    }

    private static void check(String round, String what, Collection<String> named, Set<String> known) {
        List<String> unknown =
                named.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new HttpProblem(
                    400,
                    "Unknown " + what,
                    "except." + what + "s=" + String.join(",", unknown) + ": round " + round + " has none such; it has "
                            + known.stream().sorted().limit(NAMED).collect(Collectors.joining(", "))
                            + (known.size() > NAMED ? " and " + (known.size() - NAMED) + " more" : ""));
        }
    }

    private Set<String> sources(RoundManifest manifest) {
        Set<RawPosition> listed =
                manifest.records().stream().map(RoundRecord::position).collect(Collectors.toSet());
        return manifest.segments().stream()
                .flatMap(segment -> read(segment.key()))
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), CleanRecord.class))
                .filter(record -> listed.contains(record.position()))
                .map(record -> record.record().source())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<byte[]> read(String key) {
        return store.get(key).map(StoredObject::bytes).stream();
    }
}
