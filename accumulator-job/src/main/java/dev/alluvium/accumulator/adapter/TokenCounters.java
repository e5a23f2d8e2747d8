package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.near.RecordFingerprint;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.text.Tokenizer;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.tiny.TinyBase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Counts tokens with the tokenizers of the models' bases, each opened when the first record of its model comes. */
final class TokenCounters implements AutoCloseable {
    private static final String FILE = "tokenizer.json";

    private final Map<String, String> bases;
    private final BaseDirectories directories;
    private final Map<String, Tokenizer> open = new HashMap<>();

    /**
     * Of some models.
     *
     * @param bases by model, of those whose tokens are to be counted
     * @param cache for the tokenizers that lie elsewhere
     */
    TokenCounters(Map<String, String> bases, ObjectStore store, Path cache) {
        this.bases = bases;
        directories = new BaseDirectories(store, cache, Map.of(TinyBase.NAME, TinyBase::extractTo));
    }

    /** Counts the tokens of a model's records; 0 where nobody asks for them. */
    ToIntFunction<CleanRecord> of(String model) {
        String base = bases.get(model);
        if (base == null) {
            return record -> 0;
        }
        Tokenizer tokenizer = open.computeIfAbsent(base, name -> Tokenizer.load(directories.file(name, FILE)));
        return record -> tokenizer.encode(RecordFingerprint.text(record.record())).length;
    }

    /** A directory that several task managers on one machine may share. */
    static Path cache() {
        return Path.of(System.getProperty("java.io.tmpdir"), "alluvium-tokenizers");
    }

    @Override
    public void close() {
        open.values().forEach(Tokenizer::close);
    }
}
