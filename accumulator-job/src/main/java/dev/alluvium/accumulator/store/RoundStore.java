package dev.alluvium.accumulator.store;

import dev.alluvium.accumulator.round.Manifests;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.SegmentCommit;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rounds in the object store. Everything here may be done again after a crash and then changes nothing. */
public final class RoundStore {
    private final ObjectStore store;

    public RoundStore(ObjectStore store) {
        this.store = store;
    }

    /** The bucket that references name. */
    public String bucket() {
        return store.bucket();
    }

    /** The manifest of a round, if it was written. */
    public Optional<RoundManifest> manifest(String model, String round) {
        return store.get(ObjectKeys.roundManifest(model, round))
                .map(object -> Json.read(object.bytes(), RoundManifest.class));
    }

    /**
     * Commits the manifest's segments and writes it, unless there is one of that name.
     *
     * @return the manifest that stands in the store: this one, or the one that was there before
     * @throws StoreException if a segment is missing or has another size
     */
    public RoundManifest write(RoundManifest manifest) {
        manifest.segments().forEach(segment -> commit(manifest.model(), segment));
        String key = ObjectKeys.roundManifest(manifest.model(), manifest.round());
        byte[] bytes = Manifests.bytes(manifest);
        if (store.putIfAbsent(key, bytes)) {
            return manifest;
        }
        byte[] existing = store.get(key)
                .map(StoredObject::bytes)
                .orElseThrow(
                        () -> new StoreException("manifest " + key + " was refused as existing but cannot be read"));
        return Arrays.equals(existing, bytes) ? manifest : Json.read(existing, RoundManifest.class);
    }

    private void commit(String model, SegmentRef segment) {
        long size = store.head(segment.key())
                .map(ObjectInfo::bytes)
                .orElseThrow(() -> new StoreException(
                        "segment " + segment.key() + " is missing; restore it, or restart from a savepoint before it"));
        if (size != segment.bytes()) {
            throw new StoreException(
                    "segment " + segment.key() + " has " + size + " bytes, not " + segment.bytes() + "; restore it");
        }
        store.putIfAbsent(
                ObjectKeys.segmentCommit(model, segment.id()),
                Json.bytes(new SegmentCommit(segment.id(), segment.sha256(), segment.bytes(), segment.records())));
    }

    /** The records of a segment that were received at these positions; none if the segment is gone. */
    public Map<RawPosition, KnowledgeRecord> copies(String model, String segment, Set<RawPosition> positions) {
        Map<RawPosition, KnowledgeRecord> copies = new HashMap<>();
        store.get(ObjectKeys.segment(model, segment))
                .ifPresent(object -> new String(object.bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), CleanRecord.class))
                        .filter(record -> positions.contains(record.position()))
                        .forEach(record -> copies.put(record.position(), record.record())));
        return copies;
    }
}
