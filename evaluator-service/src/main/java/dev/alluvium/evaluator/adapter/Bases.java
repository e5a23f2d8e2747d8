package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.evaluator.cases.EvaluationCases;
import dev.alluvium.evaluator.cases.FactCase;
import dev.alluvium.evaluator.cases.GeneralCases;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.BaseModels;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.settings.BaseProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bases in use, each loaded once, with its profile and the cases of its general suite. */
final class Bases implements AutoCloseable {
    private static final String GENERAL = "general.jsonl";

    private final BaseDirectories directories;
    private final LoadOptions options;
    private final Map<String, Base> open = new HashMap<>();

    /** A loaded base. */
    record Base(BaseModel model, BaseProfile profile, List<FactCase> general) {}

    Bases(BaseDirectories directories, LoadOptions options) {
        this.directories = directories;
        this.options = options;
    }

    synchronized Base get(String name) {
        return open.computeIfAbsent(name, this::load);
    }

    private Base load(String name) {
        Path directory = directories.directory(name);
        List<FactCase> general = general(directory.resolve(GENERAL));
        BaseProfile profile = directories.profile(name);
        return new Base(BaseModels.acquire(directory, options), profile, general);
    }

    /** A base without general records has no general suite. */
    private static List<FactCase> general(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<KnowledgeRecord> records = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class))
                    .toList();
            return GeneralCases.of(records, EvaluationCases.MOST_OTHER);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(base -> base.model().close());
        open.clear();
    }
}
