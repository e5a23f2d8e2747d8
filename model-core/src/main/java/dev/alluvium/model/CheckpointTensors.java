package dev.alluvium.model;

import dev.alluvium.model.tensor.SafetensorsFile;
import dev.alluvium.model.tensor.SafetensorsSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Compares what a checkpoint holds with what its configuration says it must hold. */
final class CheckpointTensors {
    private static final Pattern DERIVED = Pattern.compile(".*\\.rotary_emb\\.inv_freq");
    private static final String OUTPUT = "lm_head.weight";
    private static final String INPUT = "model.embed_tokens.weight";

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
        if (config.tied() && extra.contains(OUTPUT)) {
            requireTied(files);
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

    /** Where both are stored and differ, transformers does not tie them in spite of the configuration, with a warning. */
    private static void requireTied(SafetensorsSet files) {
        SafetensorsFile output = files.file(OUTPUT);
        SafetensorsFile input = files.file(INPUT);
        boolean same = Arrays.equals(output.shape(OUTPUT), input.shape(INPUT))
                && output.dtype(OUTPUT) == input.dtype(INPUT)
                && checksum(output, OUTPUT) == checksum(input, INPUT);
        if (!same) {
            throw new ModelException(
                    output.path() + "#" + OUTPUT,
                    "stored, and another one than " + INPUT,
                    "must be the same where tie_word_embeddings is true in config.json",
                    "set tie_word_embeddings to false to use it, as transformers would, or remove it");
        }
    }

    private static long checksum(SafetensorsFile file, String name) {
        CRC32C checksum = new CRC32C();
        file.tensor(name).blocks((bytes, from) -> checksum.update(bytes));
        return checksum.getValue();
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
