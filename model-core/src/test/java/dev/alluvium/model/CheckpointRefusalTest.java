package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory that cannot be loaded says which file and tensor, what was found and what to do. */
class CheckpointRefusalTest {
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    Path directory;

    private final DecoderConfig config = RandomCheckpoint.config(false);
    private final Map<String, HostTensor> weights = RandomCheckpoint.weights(config, 1);

    @BeforeEach
    void write() {
        RandomCheckpoint.write(directory, config, 1);
    }

    private void rewriteWeights() {
        Safetensors.write(directory.resolve("model.safetensors"), weights, Map.of());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
        return assertThatThrownBy(() -> BaseModel.load(directory)).isInstanceOf(ModelException.class);
    }

    @Test
    void shouldNameTheArchitectureAndTheSupportedOnes() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"architectures\":[\"GPT2LMHeadModel\"]}");

        assertRefused()
                .hasMessage(directory.resolve("config.json")
                        + "#architectures=GPT2LMHeadModel: must be one of LlamaForCausalLM, Qwen2ForCausalLM,"
                        + " Qwen3ForCausalLM, MistralForCausalLM; choose a base of one of these architectures");
    }

    @Test
    void shouldNameAMissingTensorAndItsShape() {
        weights.remove("model.layers.1.mlp.up_proj.weight");
        rewriteWeights();

        assertRefused()
                .hasMessage(directory + "#model.layers.1.mlp.up_proj.weight=absent: must have the shape [24, 16];"
                        + " download all shards or correct config.json");
    }

    @Test
    void shouldSayThatAnAbsentOutputProjectionMayBeTied() {
        weights.remove("lm_head.weight");
        rewriteWeights();

        assertRefused()
                .hasMessage(directory + "#lm_head.weight=absent: must have the shape [261, 16]; download all shards, or"
                        + " set tie_word_embeddings in config.json if the model ties them");
    }

    @Test
    void shouldGiveTheShapeFoundAndTheShapeExpected() {
        weights.put("model.norm.weight", HostTensor.zeros(17));
        rewriteWeights();

        assertRefused()
                .hasMessage(
                        directory.resolve("model.safetensors") + "#model.norm.weight=[17]: must have the shape [16];"
                                + " export the model again or correct config.json");
    }

    @Test
    void shouldRefuseAnEmbeddingThatIsSmallerThanTheVocabulary() {
        weights.put("model.embed_tokens.weight", HostTensor.zeros(260, 16));
        rewriteWeights();

        assertRefused().hasMessageContaining("#model.embed_tokens.weight=[260, 16]: must have the shape [261, 16]");
    }

    @Test
    void shouldRefuseATensorThatItWouldLeaveOut() {
        weights.put("model.layers.0.self_attn.q_proj.bias", HostTensor.zeros(16));
        weights.put("model.layers.1.self_attn.q_proj.bias", HostTensor.zeros(16));
        rewriteWeights();

        assertRefused()
                .hasMessage(
                        directory.resolve("model.safetensors") + "#model.layers.0.self_attn.q_proj.bias=[16]: has no"
                                + " place in a LlamaForCausalLM, nor have 1 more; correct config.json, or remove it if the model"
                                + " does not need it");
    }

    @Test
    void shouldTakeWhatFollowsFromTheRest() {
        DecoderConfig tied = RandomCheckpoint.config(true);
        RandomCheckpoint.write(directory, tied, 1);
        weights.put("model.layers.0.self_attn.rotary_emb.inv_freq", HostTensor.zeros(2));
        weights.put("lm_head.weight", weights.get("model.embed_tokens.weight"));
        rewriteWeights();

        assertThatCode(() -> BaseModel.load(directory).close()).doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheConversionOfAPickle() throws IOException {
        Files.move(directory.resolve("model.safetensors"), directory.resolve("pytorch_model.bin"));

        assertRefused()
                .hasMessage(directory.resolve("model.safetensors") + "=absent: must exist: a pickle is never read here;"
                        + " run `alluvium model convert " + directory + "`");
    }

    @Test
    void shouldNameAShardThatTheIndexListsButIsAbsent() throws IOException {
        Files.move(directory.resolve("model.safetensors"), directory.resolve("a.safetensors"));
        index("model.norm.weight", "b.safetensors");

        assertRefused()
                .hasMessage(directory.resolve(INDEX) + "=b.safetensors: is listed but absent; download this shard too");
    }

    @Test
    void shouldNameATensorThatItsShardLacks() throws IOException {
        Files.move(directory.resolve("model.safetensors"), directory.resolve("a.safetensors"));
        index("model.other.weight", "a.safetensors");

        assertRefused()
                .hasMessage(directory.resolve(INDEX) + "#model.other.weight=a.safetensors: must hold this tensor;"
                        + " download both files again");
    }

    @Test
    void shouldNotFollowAnIndexOutOfTheDirectory() throws IOException {
        Files.delete(directory.resolve("model.safetensors"));
        for (String name : List.of("../a.safetensors", "/etc/passwd", "")) {
            index("model.norm.weight", name);

            assertRefused().hasMessageContaining("must name a file beside the index");
        }
    }

    private void index(String tensor, String file) throws IOException {
        Files.writeString(directory.resolve(INDEX), "{\"weight_map\":{\"%s\":\"%s\"}}".formatted(tensor, file));
    }

    @Test
    void shouldRefuseATruncatedFile() throws IOException {
        Path file = directory.resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 4));

        assertRefused().hasMessageContaining("the file is truncated or damaged; copy or download the file again");
    }

    @Test
    void shouldRefuseATokenizerBeyondTheEmbedding() {
        DecoderConfig small = new DecoderConfig(200, 16, 24, 2, 4, 2, 4, 1e-5, 10000, 128, true, List.of(0));
        RandomCheckpoint.write(directory, small, 1);

        assertRefused()
                .hasMessage(directory.resolve("tokenizer.json") + "=261 tokens: must fit the model's vocab_size 200;"
                        + " take the tokenizer that belongs to the model");
    }

    @Test
    void shouldNotStartTorchToInspect() {
        CheckpointSummary summary = CheckpointSummary.of(directory);

        assertThat(summary.parameters()).isEqualTo(config.parameters());
        assertThat(summary.parametersByType()).containsExactly(Map.entry("F32", config.parameters()));
        assertThat(summary.files()).hasSize(1).first().satisfies(file -> {
            assertThat(file.name()).isEqualTo("model.safetensors");
            assertThat(file.tensors()).isEqualTo(weights.size());
        });
    }
}
