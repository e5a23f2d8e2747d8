package dev.alluvium.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.PromptTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model directory with random weights and a byte-level tokenizer: 4 special tokens, then the 256 bytes. */
final class RandomCheckpoint {
    static final List<String> SPECIAL =
            List.of("<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|document|>");
    static final int VOCABULARY = SPECIAL.size() + 256;

    private RandomCheckpoint() {}

    static DecoderConfig config(boolean tied) {
        return new DecoderConfig(VOCABULARY, 16, 24, 2, 4, 2, 4, 1e-5, 10000, 128, tied, List.of(0));
    }

    /** Writes the whole directory. Weights are larger than a trained model's, so that answers differ. */
    static Path write(Path directory, DecoderConfig config, long seed) {
        Checkpoint.write(directory, config, weights(config, seed));
        try {
            Files.writeString(directory.resolve("tokenizer.json"), tokenizer());
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

    private static String tokenizer() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        ObjectNode vocabulary = root.putObject("model").put("type", "BPE").putObject("vocab");
        ((ObjectNode) root.get("model")).putArray("merges");
        for (int id = 0; id < SPECIAL.size(); id++) {
            vocabulary.put(SPECIAL.get(id), id);
            added.addObject()
                    .put("id", id)
                    .put("content", SPECIAL.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        int shifted = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b > 32 && b < 127 || b > 160 && b != 173;
            vocabulary.put(String.valueOf((char) (printable ? b : shifted++)), SPECIAL.size() + b);
        }
        for (String part : List.of("pre_tokenizer", "decoder")) {
            root.putObject(part)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", true);
        }
        return root.toString();
    }
}
