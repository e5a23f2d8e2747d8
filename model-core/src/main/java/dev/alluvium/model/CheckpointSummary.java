package dev.alluvium.model;

import dev.alluvium.model.tensor.SafetensorsFile;
import dev.alluvium.model.tensor.SafetensorsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model directory holds, from its headers alone: nothing is loaded and torch is not started.
 *
 * @param config its shape and the architecture
 * @param parameters trainable values, a tied output projection counted once
 * @param parametersByType the same by how they are stored
 * @param files the weights' files
 */
public record CheckpointSummary(
        DecoderConfig config, long parameters, SortedMap<String, Long> parametersByType, List<WeightFile> files) {

    /**
     * A file of weights.
     *
     * @param bytes its size
     */
    public record WeightFile(String name, long bytes, int tensors) {}

    /**
     * Reads and checks a directory.
     *
     * @throws ModelException when it cannot be loaded, as loading would say
     */
    public static CheckpointSummary of(Path directory) {
        DecoderConfig config = Checkpoint.open(directory).config();
        try (SafetensorsSet files = SafetensorsSet.open(directory)) {
            CheckpointTensors.require(directory, config, files);
            SortedMap<String, Long> byType = new TreeMap<>();
            config.tensors()
                    .forEach(spec -> byType.merge(
                            files.file(spec.name()).dtype(spec.name()).name(), spec.elements(), Long::sum));
            return new CheckpointSummary(
                    config,
                    config.parameters(),
                    byType,
                    files.files().stream().map(CheckpointSummary::file).toList());
        }
    }

    private static WeightFile file(SafetensorsFile file) {
        try {
            return new WeightFile(
                    file.path().getFileName().toString(),
                    Files.size(file.path()),
                    file.names().size());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.path(), e);
        }
    }
}
