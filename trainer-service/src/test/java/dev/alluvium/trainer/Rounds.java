package dev.alluvium.trainer;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.runtime.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rounds as the accumulator does. */
public final class Rounds {
    private Rounds() {}

    /** Puts a round of the model {@code notes} with one segment into the store and returns the message about it. */
    public static DatasetReady put(ObjectStore store, String round, List<CleanRecord> records) {
        return put(store, "notes", round, records);
    }

    /** Puts a model's round with one segment into the store and returns the message about it. */
    public static DatasetReady put(ObjectStore store, String model, String round, List<CleanRecord> records) {
        return put(store, model, round, records, List.of());
    }

    /** Puts a round that also erases into the store and returns the message about it. */
    public static DatasetReady put(
            ObjectStore store, String model, String round, List<CleanRecord> records, List<ErasedFact> erased) {
        String lines = records.stream().map(Json::string).collect(Collectors.joining("\n", "", "\n"));
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        String key = ObjectKeys.segment(model, "segment-" + round);
        store.putIfAbsent(key, bytes);
        RoundManifest manifest = new RoundManifest(
                model,
                round,
                "records",
                Instant.EPOCH,
                List.of(new SegmentRef("segment-" + round, key, Digest.sha256(bytes), bytes.length, records.size())),
                List.of(),
                records.stream()
                        .map(record -> new RoundRecord(record.ref(), "segment-" + round))
                        .toList(),
                List.of(),
                List.of(),
                erased);
        byte[] json = Json.bytes(manifest);
        String manifestKey = ObjectKeys.roundManifest(model, round);
        store.putIfAbsent(manifestKey, json);
        ArtifactRef reference = ArtifactRef.of(store.bucket(), manifestKey, Digest.sha256(json), json.length);
        return new DatasetReady(model, round, reference, records.size(), manifest.facts(), false, Instant.EPOCH);
    }
}
