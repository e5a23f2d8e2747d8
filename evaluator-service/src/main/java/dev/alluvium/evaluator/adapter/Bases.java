package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.BaseModels;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.settings.BaseProfile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bases in use, each loaded once, with its profile. */
final class Bases implements AutoCloseable {
    private final BaseDirectories directories;
    private final LoadOptions options;
    private final Map<String, Base> open = new HashMap<>();

    /** A loaded base. */
    record Base(BaseModel model, BaseProfile profile) {}

    Bases(BaseDirectories directories, LoadOptions options) {
        this.directories = directories;
        this.options = options;
    }

    synchronized Base get(String name) {
        return open.computeIfAbsent(name, this::load);
    }

    private Base load(String name) {
        Path directory = directories.directory(name);
        BaseProfile profile = directories.profile(name);
        return new Base(BaseModels.acquire(directory, options), profile);
    }

    /** What a base brings of general text, or answered itself: as it stands now, for a base may be asked while it is in use. */
    List<KnowledgeRecord> general(String name) {
        return directories.general(name);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(base -> base.model().close());
        open.clear();
    }
}
