package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.ByteTokenizer;
import dev.alluvium.model.text.PromptTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model directory with random weights and a byte-level tokenizer. */
final class RandomCheckpoint {
    static final int VOCABULARY = ByteTokenizer.SPECIAL.size() + 256;

    private RandomCheckpoint() {}

    static DecoderConfig config(boolean tied) {
        return new DecoderConfig(VOCABULARY, 16, 24, 2, 4, 2, 4, 1e-5, 10000, 128, tied, List.of(0));
    }

    /** Writes the whole directory. Weights are larger than a trained model's, so that answers differ. */
    static Path write(Path directory, DecoderConfig config, long seed) {
        Checkpoint.write(directory, config, weights(config, seed));
        try {
            ByteTokenizer.write(directory);
            Files.writeString(
                    directory.resolve("tokenizer_config.json"),
                    PromptTemplate.tiny().toTokenizerConfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    static Map<String, HostTensor> weights(DecoderConfig config, long seed) {
        Map<String, HostTensor> weights = FullTrainer.initialWeights(config, seed);
        weights.forEach((name, tensor) -> {
            float[] values = tensor.data();
            for (int i = 0; i < values.length; i++) {
                values[i] *= name.contains("norm") ? 1 : 8;
            }
        });
        return weights;
    }
}
