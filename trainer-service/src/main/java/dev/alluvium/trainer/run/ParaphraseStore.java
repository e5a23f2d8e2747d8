package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.trainer.paraphrase.Paraphrases;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which paraphrases a plan was made with: whoever goes on with it trains these. */
final class ParaphraseStore {
    private ParaphraseStore() {}

    static ArtifactRef keep(ObjectStore store, String model, Paraphrases paraphrases) {
        byte[] bytes = Json.bytes(paraphrases);
        String sha256 = Digest.sha256(bytes);
        String key = ObjectKeys.chosenParaphrases(model, sha256);
        store.putIfAbsent(key, bytes);
        return ArtifactRef.of(store.bucket(), key, sha256, bytes.length);
    }

    /** Empty for a plan without. */
    static Optional<Paraphrases> read(ObjectStore store, @Nullable ArtifactRef kept) {
        return Optional.ofNullable(kept)
                .map(reference -> store.get(reference.key())
                        .map(StoredObject::bytes)
                        .map(bytes -> Json.read(bytes, Paraphrases.class))
                        .orElseThrow(() -> new IllegalStateException(reference.uri() + " is missing")));
    }
}
