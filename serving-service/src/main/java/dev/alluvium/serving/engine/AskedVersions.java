package dev.alluvium.serving.engine;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.state.AttestationCheck;
import dev.alluvium.serving.state.LiveVersion;
import dev.alluvium.serving.state.VersionRefusal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Versions that operators ask by number: loaded when asked, the few last used kept. */
public final class AskedVersions implements AutoCloseable {
    private static final int KEPT = 2;

    private final AttestationCheck admission;
    private final Map<Key, LoadedVersion> kept = new LinkedHashMap<>(8, 0.75f, true);

    private record Key(ModelHost host, String base, int version, String sha256) {}

    public AskedVersions(AttestationCheck admission) {
        this.admission = admission;
    }

    /** The version, retained: from {@code host} if it is resident there, else loaded where that loads. */
    public ActiveVersion acquire(ModelHost host, String model, String base, DeployedVersion version, long generation) {
        Optional<VersionRefusal> refusal = admission.forOperators(model, version);
        if (refusal.isPresent()) {
            throw ApiError.forbidden(refusal.get().detail()).toException();
        }
        ArtifactRef adapter = version.adapter();
        String sha256 = adapter == null ? "" : adapter.sha256();
        LoadedVersion loaded = host.resident(version.version(), sha256)
                .orElseGet(() -> kept(new Key(host, base, version.version(), sha256), version));
        return new ActiveVersion(
                new LiveVersion(loaded.proof(), generation, LiveVersion.Origin.REGISTRY), loaded, null);
    }

    private synchronized LoadedVersion kept(Key key, DeployedVersion version) {
        LoadedVersion loaded = kept.get(key);
        if (loaded != null && loaded.tryRetain()) {
            return loaded;
        }
        LoadedVersion fresh = load(key, version);
        if (loaded != null) {
            loaded.release();
        }
        kept.put(key, fresh);
        evict();
        if (!fresh.tryRetain()) {
            throw ApiError.unavailable("version " + version.version() + " is gone again with its server; ask again")
                    .toException();
        }
        return fresh;
    }

    private LoadedVersion load(Key key, DeployedVersion version) {
        try {
            return key.host().loader().load(key.base(), version);
        } catch (VersionRefusedException e) {
            throw ApiError.unavailable(e.refusal().detail()).toException();
        }
    }

    private void evict() {
        Iterator<LoadedVersion> oldest = kept.values().iterator();
        while (kept.size() > KEPT) {
            LoadedVersion gone = oldest.next();
            oldest.remove();
            gone.release();
        }
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(LoadedVersion::release);
        kept.clear();
    }
}
