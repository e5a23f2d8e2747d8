package dev.alluvium.serving.engine;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.serving.openai.ApiError;
import dev.alluvium.serving.state.Admission;
import dev.alluvium.serving.state.Live;
import dev.alluvium.serving.state.Refusal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Versions that operators ask by number: loaded when asked, the few last used kept. */
public final class AskedVersions implements AutoCloseable {
    private static final int KEPT = 2;

    private final Admission admission;
    private final Map<Key, Loaded> kept = new LinkedHashMap<>(8, 0.75f, true);

    private record Key(ModelHost host, String base, int version, String sha256) {}

    public AskedVersions(Admission admission) {
        this.admission = admission;
    }

    /** The version, retained: from {@code host} if it is resident there, else loaded where that loads. */
    public Active acquire(ModelHost host, String model, String base, DeployedVersion version, long generation) {
        Optional<Refusal> refusal = admission.forOperators(model, version);
        if (refusal.isPresent()) {
            throw ApiError.forbidden(refusal.get().detail()).toException();
        }
        ArtifactRef adapter = version.adapter();
        String sha256 = adapter == null ? "" : adapter.sha256();
        Loaded loaded = host.resident(version.version(), sha256)
                .orElseGet(() -> kept(new Key(host, base, version.version(), sha256), version));
        return new Active(new Live(loaded.proof(), generation, Live.Origin.REGISTRY), loaded, null);
    }

    private synchronized Loaded kept(Key key, DeployedVersion version) {
        Loaded loaded = kept.get(key);
        if (loaded != null && loaded.tryRetain()) {
            return loaded;
        }
        Loaded fresh = load(key, version);
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

    private Loaded load(Key key, DeployedVersion version) {
        try {
            return key.host().loader().load(key.base(), version);
        } catch (RefusedException e) {
            throw ApiError.unavailable(e.refusal().detail()).toException();
        }
    }

    private void evict() {
        Iterator<Loaded> oldest = kept.values().iterator();
        while (kept.size() > KEPT) {
            Loaded gone = oldest.next();
            oldest.remove();
            gone.release();
        }
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(Loaded::release);
        kept.clear();
    }
}
