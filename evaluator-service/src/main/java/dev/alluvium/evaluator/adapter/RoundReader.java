package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.knowledge.facts.Erasures;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.knowledge.facts.StandingErasures;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads rounds from the store: the records that the manifest lists, from segments that agree with it, but for those that
 * are erased by now: nobody is asked about them, and nothing is judged by them.
 */
final class RoundReader {
    private static final int REMEMBERED = 64;

    private final ObjectStore store;
    private final StandingErasures erasures;
    private final Map<String, RoundContent> remembered = new LinkedHashMap<>(16, 0.75f, true);

    RoundReader(ObjectStore store) {
        this.store = store;
        this.erasures = new StandingErasures(store::list, this::bytes);
    }

    /** The rounds in the given order. */
    List<RoundContent> read(String model, List<String> rounds) {
        Erasures standing = erasures.of(model);
        return rounds.stream()
                .map(round -> read(model, round).without(standing))
                .toList();
    }

    private RoundContent read(String model, String round) {
        String key = ObjectKeys.roundManifest(model, round);
        RoundContent known = remembered.get(key);
        if (known == null) {
            known = load(Json.read(bytes(key), RoundManifest.class));
            remembered.put(key, known);
            if (remembered.size() > REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
        return known;
    }

    private RoundContent load(RoundManifest manifest) {
        Set<String> listed =
                manifest.records().stream().map(RoundRecord::recordId).collect(Collectors.toSet());
        Map<String, CleanRecord> records = new LinkedHashMap<>();
        for (SegmentRef segment : manifest.segments()) {
            for (CleanRecord record : records(segment)) {
                if (listed.contains(record.recordId())) {
                    records.putIfAbsent(record.recordId(), record);
                }
            }
        }
        if (records.size() != listed.size()) {
            throw new IllegalStateException("round " + manifest.round() + " lists " + listed.size()
                    + " records, but its segments hold " + records.size() + " of them");
        }
        List<CleanRecord> ordered = new ArrayList<>(records.values());
        ordered.sort(Comparator.comparing(CleanRecord::position));
        return new RoundContent(manifest.round(), ordered, manifest.erased());
    }

    private List<CleanRecord> records(SegmentRef segment) {
        byte[] bytes = bytes(segment.key());
        if (!Digest.sha256(bytes).equals(segment.sha256())) {
            throw new IllegalStateException(segment.key() + " differs from its checksum; restore the object");
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), CleanRecord.class))
                .toList();
    }

    private byte[] bytes(String key) {
        return store.get(key)
                .map(StoredObject::bytes)
                .orElseThrow(() -> new IllegalStateException(key + " is not in the object store"));
    }
}
