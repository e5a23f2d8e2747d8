package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.Safetensors;
import dev.alluvium.model.tensor.SafetensorsSet;
import dev.alluvium.model.tensor.ShardedSafetensors;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Hugging Face model directory: {@code config.json} and its weights as safetensors, in one file or in shards. Reading
 * checks every tensor's name and shape before the first is loaded.
 */
public final class Checkpoint {
    private static final String CONFIG = "config.json";
    private static final String GENERATION = "generation_config.json";

    private final Path directory;
    private final DecoderConfig config;

    private Checkpoint(Path directory, DecoderConfig config) {
        this.directory = directory;
        this.config = config;
    }

    /** Reads the configuration of a directory; the weights are read later. */
    public static Checkpoint open(Path directory) {
        DecoderConfig config = DecoderConfig.read(directory.resolve(CONFIG));
        return new Checkpoint(directory, config.withEosIds(generationEnds(directory.resolve(GENERATION))));
    }

    /** Instruction-tuned bases often name the token that ends a turn here alone. */
    private static List<Integer> generationEnds(Path file) {
        return Files.exists(file) ? new ConfigReader(file, Json.read(file)).integers("eos_token_id") : List.of();
    }

    /** Writes {@code config.json} and {@code model.safetensors}; the same weights give the same bytes. */
    public static void write(Path directory, DecoderConfig config, Map<String, HostTensor> weights) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + directory, e);
        }
        config.tensors().forEach(spec -> {
            HostTensor tensor = weights.get(spec.name());
            check(directory + "#" + spec.name(), spec, tensor == null ? null : tensor.shape());
        });
        Json.write(directory.resolve(CONFIG), config.toJson());
        Safetensors.write(directory.resolve(SafetensorsSet.SINGLE), weights, Map.of("format", "pt"));
    }

    /**
     * Writes {@code config.json} and the weights as they are stored, in shards where they are large. Nothing is held in
     * memory but a block.
     */
    public static void write(
            Path directory,
            DecoderConfig config,
            Map<String, StoredTensor> weights,
            long shardBytes,
            ShardedSafetensors.Progress progress)
            throws IOException {
        Files.createDirectories(directory);
        config.tensors().forEach(spec -> {
            StoredTensor tensor = weights.get(spec.name());
            check(directory + "#" + spec.name(), spec, tensor == null ? null : tensor.shape());
        });
        ShardedSafetensors.write(directory, new TreeMap<>(weights), shardBytes, progress);
        Json.write(directory.resolve(CONFIG), config.toJson());
    }

    public DecoderConfig config() {
        return config;
    }

    public Path directory() {
        return directory;
    }

    /** Hands every tensor of the configuration to {@code sink}, one at a time, in the configuration's order. */
    public void read(BiConsumer<TensorSpec, StoredTensor> sink) {
        try (SafetensorsSet files = SafetensorsSet.open(directory)) {
            CheckpointTensors.require(directory, config, files);
            config.tensors()
                    .forEach(spec -> sink.accept(spec, files.file(spec.name()).tensor(spec.name())));
        }
    }

    static void check(String path, TensorSpec spec, long @Nullable [] found) {
        if (found == null || !Arrays.equals(found, spec.dimensions())) {
            throw new ModelException(
                    path,
                    found == null ? "absent" : Arrays.toString(found),
                    "must have the shape " + spec.shape(),
                    "export the model again or correct config.json");
        }
    }
}
