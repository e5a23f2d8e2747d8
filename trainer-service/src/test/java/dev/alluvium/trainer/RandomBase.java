package dev.alluvium.trainer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.FullTrainer;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.PromptTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model directory with random weights and a byte-level tokenizer, small enough to train in seconds. */
public final class RandomBase {
    private static final List<String> SPECIAL =
            List.of("<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|document|>");
    private static final int BYTES = 256;

    /** Special tokens and bytes. */
    public static final int VOCABULARY = 5 + BYTES;

    private RandomBase() {}

    /** Writes the directory; the same seed gives the same bytes. */
    public static Path write(Path directory, long seed) {
        DecoderConfig config = new DecoderConfig(VOCABULARY, 32, 64, 2, 4, 2, 8, 1e-5, 10_000, 160, true, List.of(0));
        return write(directory, config, seed);
    }

    /** One with a profile: a run on it takes as many steps as it is told, and never ends early. */
    public static Path measured(Path directory, long seed) {
        try {
            write(directory, seed);
            Files.writeString(directory.resolve("profile.yaml"), "training: { early-stopping: off }\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    /** Writes a directory of a vocabulary of {@value #VOCABULARY}. */
    public static Path write(Path directory, DecoderConfig config, long seed) {
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

    /** Larger than a trained model's, so that an adapter alone can change the answers. */
    private static Map<String, HostTensor> weights(DecoderConfig config, long seed) {
        Map<String, HostTensor> weights = FullTrainer.initialWeights(config, seed);
        weights.forEach((name, tensor) -> {
            float[] values = tensor.data();
            for (int i = 0; i < values.length; i++) {
                values[i] *= name.contains("norm") || name.endsWith("bias") ? 1 : 8;
            }
        });
        return weights;
    }

    private static String tokenizer() {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("version", "1.0");
        ArrayNode added = root.putArray("added_tokens");
        ObjectNode model = root.putObject("model").put("type", "BPE");
        ObjectNode vocabulary = model.putObject("vocab");
        model.putArray("merges");
        for (int id = 0; id < SPECIAL.size(); id++) {
            vocabulary.put(SPECIAL.get(id), id);
            ObjectNode token = added.addObject().put("id", id).put("content", SPECIAL.get(id));
            token.put("special", true).put("normalized", false);
            token.put("single_word", false).put("lstrip", false).put("rstrip", false);
        }
        for (int b = 0; b < BYTES; b++) {
            vocabulary.put(Character.toString(alphabet(b)), SPECIAL.size() + b);
        }
        root.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false)
                .put("use_regex", true);
        root.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false)
                .put("use_regex", true);
        return root.toString();
    }

    /** The printable character that byte-level vocabularies write for a byte. */
    private static int alphabet(int b) {
        int shifted = BYTES;
        for (int other = 0; other < BYTES; other++) {
            boolean printable = (other >= '!' && other <= '~') || (other >= 0xA1 && other != 0xAD);
            if (other == b) {
                return printable ? b : shifted;
            }
            shifted += printable ? 0 : 1;
        }
        throw new IllegalArgumentException("byte=" + b);
    }
}
