package dev.alluvium.model;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The bases loaded in this JVM, each once: trainer, evaluator and serving of one process share the weights. */
public final class BaseModels {
    private static final Map<Key, BaseModel> LOADED = new HashMap<>();

    private record Key(Path directory, Device device, WeightStorage storage) {}

    private BaseModels() {}

    /** A handle on the base of a directory, on the CPU in fp32. */
    public static BaseModel acquire(Path directory) {
        return acquire(directory, LoadOptions.cpu());
    }

    /**
     * A handle on the base of a directory, loaded by the first caller who wants it on that device in that format, and freed
     * with the last handle.
     */
    public static synchronized BaseModel acquire(Path directory, LoadOptions options) {
        Device device = options.resolvedDevice();
        Key key = new Key(canonical(directory), device, options.storage(device));
        BaseModel loaded = LOADED.get(key);
        BaseModel shared = loaded == null ? null : loaded.share();
        if (shared != null) {
            return shared;
        }
        BaseModel fresh = BaseModel.load(key.directory(), options, () -> forget(key));
        LOADED.put(key, fresh);
        return fresh;
    }

    private static synchronized void forget(Key key) {
        LOADED.remove(key);
    }

    private static Path canonical(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new ModelException("base", directory, "must be a model directory", "check the path", e);
        }
    }
}
