package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.decision.RoundSource;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads rounds from the object store. */
public final class StoredRounds implements RoundSource {
    private final ObjectStore store;
    private final StoreRetry retry;

    public StoredRounds(ObjectStore store, StoreRetry retry) {
        this.store = store;
        this.retry = retry;
    }

    @Override
    public RoundManifest manifest(String model, String round) {
        return Json.read(read(ObjectKeys.roundManifest(model, round)), RoundManifest.class);
    }

    @Override
    public boolean wasCut(String model, String round) {
        String key = ObjectKeys.roundManifest(model, round);
        return retry.call(() -> store.head(key).isPresent()
                || store.list(ObjectKeys.rounds(model)).stream()
                        .filter(ObjectKeys::isRoundManifest)
                        .anyMatch(other -> other.length() > key.length()
                                || other.length() == key.length() && other.compareTo(key) > 0)
                || store.list(ObjectKeys.ROUNDS).isEmpty());
    }

    @Override
    public List<CleanRecord> records(RoundManifest manifest) {
        Set<RawPosition> received =
                manifest.records().stream().map(RoundRecord::position).collect(Collectors.toSet());
        return manifest.segments().stream()
                .flatMap(this::lines)
                .filter(record -> received.remove(record.position()))
                .sorted(Comparator.comparing(CleanRecord::position))
                .toList();
    }

    private Stream<CleanRecord> lines(SegmentRef segment) {
        return new String(read(segment.key()), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), CleanRecord.class));
    }

    private byte[] read(String key) {
        return retry.call(() -> store.get(key)
                .orElseThrow(() -> new StoreException(
                        "object store: bucket " + store.bucket() + ", key " + key + ": missing; restore it"))
                .bytes());
    }
}
