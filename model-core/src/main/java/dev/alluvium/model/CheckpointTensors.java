package dev.alluvium.model;

import dev.alluvium.model.tensor.SafetensorsSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares what a checkpoint holds with what its configuration says it must hold. */
final class CheckpointTensors {
    private static final Pattern DERIVED = Pattern.compile(".*\\.rotary_emb\\.inv_freq");
    private static final String OUTPUT = "lm_head.weight";

    private CheckpointTensors() {}

    /** Refuses absent and misshaped tensors, and any that the program would leave out of the computation. */
    static void require(Path directory, DecoderConfig config, SafetensorsSet files) {
        Set<String> extra = new HashSet<>(files.names());
        for (TensorSpec spec : config.tensors()) {
            if (!extra.remove(spec.name())) {
                throw absent(directory, config, spec);
            }
            Checkpoint.check(
                    files.file(spec.name()).path() + "#" + spec.name(),
                    spec,
                    files.file(spec.name()).shape(spec.name()));
        }
        List<String> unknown = extra.stream()
                .filter(name -> !isHarmless(config, name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            String first = unknown.get(0);
            throw new ModelException(
                    files.file(first).path() + "#" + first,
                    Arrays.toString(files.file(first).shape(first)),
                    "has no place in a " + config.architecture().className()
                            + (unknown.size() == 1 ? "" : ", nor have " + (unknown.size() - 1) + " more"),
                    "correct config.json, or remove it if the model does not need it");
        }
    }

    /** Rotary frequencies follow from the configuration; a tied output projection is the embedding. */
    private static boolean isHarmless(DecoderConfig config, String name) {
        return DERIVED.matcher(name).matches() || config.tied() && name.equals(OUTPUT);
    }

    private static ModelException absent(Path directory, DecoderConfig config, TensorSpec spec) {
        return new ModelException(
                directory + "#" + spec.name(),
                "absent",
                "must have the shape " + spec.shape(),
                spec.name().equals(OUTPUT) && !config.tied()
                        ? "download all shards, or set tie_word_embeddings in config.json if the model ties them"
                        : "download all shards or correct config.json");
    }
}
