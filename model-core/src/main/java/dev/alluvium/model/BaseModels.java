package dev.alluvium.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The bases loaded in this JVM, each once: trainer, evaluator and serving of one process share the weights. */
public final class BaseModels {
    private static final Map<Path, BaseModel> LOADED = new HashMap<>();

    private BaseModels() {}

    /** A handle on the base of a directory, loaded by the first caller and freed with the last handle. */
    public static synchronized BaseModel acquire(Path directory) {
        Path key = canonical(directory);
        BaseModel loaded = LOADED.get(key);
        BaseModel shared = loaded == null ? null : loaded.share();
        if (shared != null) {
            return shared;
        }
        BaseModel fresh = BaseModel.load(key, LoadOptions.cpu(), () -> forget(key));
        LOADED.put(key, fresh);
        return fresh;
    }

    private static synchronized void forget(Path key) {
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
