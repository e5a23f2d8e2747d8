package dev.alluvium.serving.engine;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.BaseModels;
import dev.alluvium.model.LoadOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The bases that this replica uses, each loaded when first wanted and shared with the rest of the process. */
public final class Bases implements Function<String, BaseModel>, AutoCloseable {
    private final Function<String, Path> directories;
    private final LoadOptions options;
    private final Map<String, BaseModel> loaded = new HashMap<>();

    /**
     * @param directories finds a base's directory by its name
     * @param options how to load it
     */
    public Bases(Function<String, Path> directories, LoadOptions options) {
        this.directories = directories;
        this.options = options;
    }

    @Override
    public synchronized BaseModel apply(String name) {
        return loaded.computeIfAbsent(name, base -> BaseModels.acquire(directories.apply(base), options));
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(BaseModel::close);
        loaded.clear();
    }
}
