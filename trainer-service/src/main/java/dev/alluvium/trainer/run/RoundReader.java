package dev.alluvium.trainer.run;

import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads rounds out of the object store. Only what a manifest's index lists is in the round. */
public final class RoundReader {
    private final ObjectStore store;

    public RoundReader(ObjectStore store) {
        this.store = store;
    }

    /**
     * A round by its manifest's key.
     *
     * @throws IllegalStateException if something is missing or differs from its hash
     */
    public RoundContent read(String manifestKey) {
        RoundManifest manifest = manifest(manifestKey);
        Set<String> listed =
                manifest.records().stream().map(RoundRecord::recordId).collect(Collectors.toSet());
        List<CleanRecord> records = new ArrayList<>();
        for (SegmentRef segment : manifest.segments()) {
            read(segment).stream()
                    .filter(record -> listed.remove(record.recordId()))
                    .forEach(records::add);
        }
        if (!listed.isEmpty()) {
            throw new IllegalStateException(
                    manifestKey + " lists " + listed.size() + " records that its segments do not hold, such as "
                            + listed.iterator().next());
        }
        return new RoundContent(manifest.round(), records, manifest.erased());
    }

    RoundManifest manifest(String key) {
        return Json.read(bytes(key), RoundManifest.class);
    }

    private List<CleanRecord> read(SegmentRef segment) {
        byte[] bytes = bytes(segment.key());
        if (!Digest.sha256(bytes).equals(segment.sha256())) {
            throw new IllegalStateException(
                    segment.key() + " differs from the sha256 in the round's manifest; restore the object");
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), CleanRecord.class))
                .toList();
    }

    private byte[] bytes(String key) {
        return store.get(key)
                .map(StoredObject::bytes)
                .orElseThrow(() -> new IllegalStateException(key + " is missing from the bucket " + store.bucket()));
    }
}
