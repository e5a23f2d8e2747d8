package dev.alluvium.accumulator.store;

import dev.alluvium.accumulator.round.Manifests;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.SegmentCommit;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.knowledge.round.RoundReader;
import dev.alluvium.runtime.store.ObjectInfo;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import java.util.Optional;

/** Rounds in the object store. Everything here may be done again after a crash and then changes nothing. */
public final class RoundStore {
    private final ObjectStore store;
    private final RoundReader reader;

    public RoundStore(ObjectStore store) {
        this.store = store;
        this.reader = new RoundReader(store.bucket(), store::bytes, store::list);
    }

    /** The bucket that references name. */
    public String bucket() {
        return store.bucket();
    }

    /** The manifest of a round, if it was written. */
    public Optional<RoundManifest> manifest(String model, String round) {
        return reader.find(model, round);
    }

    /** Reads what is in the store. */
    public RoundReader reader() {
        return reader;
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
        return reader.manifest(key);
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
}
