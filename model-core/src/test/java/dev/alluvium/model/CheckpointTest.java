package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.Safetensors;
import dev.alluvium.model.tensor.SafetensorsSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    @TempDir
    Path directory;

    private final DecoderConfig config = RandomCheckpoint.config(false);

    private void rewriteConfig(Consumer<ObjectNode> change) {
        ObjectNode json = config.toJson();
        change.accept(json);
        Json.write(directory.resolve("config.json"), json);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadTheConfigurationAndWeightsItWrote(boolean tied) {
        DecoderConfig written = RandomCheckpoint.config(tied);
        Map<String, HostTensor> weights = RandomCheckpoint.weights(written, 1);
        Checkpoint.write(directory, written, weights);

        Checkpoint read = Checkpoint.open(directory);

        Map<String, HostTensor> found = new TreeMap<>();
        try (SafetensorsSet files = SafetensorsSet.open(directory)) {
            files.names().forEach(name -> found.put(name, files.file(name).read(name)));
        }
        assertThat(read.config()).isEqualTo(written);
        assertThat(found).isEqualTo(weights);
        assertThat(found.containsKey("lm_head.weight")).isEqualTo(!tied);
    }

    @Test
    void shouldFillInWhatOlderConfigurationsLeaveOut() {
        ObjectNode json = config.toJson();
        json.remove(List.of("head_dim", "num_key_value_heads", "rope_theta", "eos_token_id"));

        DecoderConfig read = DecoderConfig.fromJson(Path.of("config.json"), json);

        assertThat(read.headDim()).isEqualTo(4);
        assertThat(read.kvHeads()).isEqualTo(4);
        assertThat(read.ropeTheta()).isEqualTo(10000);
        assertThat(read.eosIds()).isEmpty();
    }

    @Test
    void shouldAlsoEndAnswersWhereTheGenerationConfigurationDoes() throws IOException {
        rewriteConfig(json -> json.put("eos_token_id", 0));
        Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\":[7,0,9]}");

        assertThat(Checkpoint.open(directory).config().eosIds()).containsExactly(0, 7, 9);
    }

    @Test
    void shouldReadSeveralEndTokens() {
        rewriteConfig(json -> json.putArray("eos_token_id").add(0).add(3));

        assertThat(Checkpoint.open(directory).config().eosIds()).containsExactly(0, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "architectures,    '[\"GPT2LMHeadModel\"]', LlamaForCausalLM",
        "architectures,    '[]',                    'absent: must be one of LlamaForCausalLM, Qwen2ForCausalLM, Qwen3ForCausalLM, MistralForCausalLM'",
        "rope_scaling,     '{\"type\":\"yarn\"}',   'type=yarn: must be default, linear or llama3'",
        "rope_scaling,     '{\"rope_type\":\"linear\"}', 'factor=absent: must be a number'",
        "rope_scaling,     '{\"rope_type\":\"linear\",\"factor\":0.5}', 'factor=0.5: must be a number from 1 on'",
        "rope_parameters,  '{\"rope_type\":\"longrope\"}', 'rope_type=longrope: must be default, linear or llama3'",
        "rope_parameters,  '{\"rope_theta\":1,\"factor\":2}', 'rope_type=absent: must be there beside factor'",
        "rope_scaling,     '{\"factor\":2}',         'rope_type=absent: must be there beside factor'",
        "rope_parameters,  '{\"full_attention\":{\"rope_type\":\"default\"}}', 'must be there beside full_attention'",
        "rope_scaling,     '\"linear\"',            must be an object",
        "partial_rotary_factor, 0.5,                must be 1",
        "attention_bias,   true,                    not supported for LlamaForCausalLM",
        "mlp_bias,         true,                    not supported",
        "quantization_config, '{\"quant_method\":\"gptq\"}', 'gptq: is not supported'",
        "hidden_act,       '\"gelu\"',              must be silu",
        "hidden_size,      '\"large\"',             must be a whole number",
        "vocab_size,       null,                    must be a whole number",
        "head_dim,         3,                       must be even",
        "num_key_value_heads, 3,                    must divide the 4 heads",
    })
    void shouldRefuseAConfigurationItCannotRunByKeyAndValue(String key, String value, String rule) throws IOException {
        var node = Json.MAPPER.readTree(value);
        rewriteConfig(json -> json.set(key, node));

        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rope_theta\":500000}",
                "{\"rope_theta\":500000,\"rope_type\":\"default\"}",
                "{\"rope_theta\":500000,\"type\":\"default\",\"partial_rotary_factor\":1.0}",
                "{\"rope_theta\":500000,\"rope_type\":null}"
            })
    void shouldTakeRotaryParametersWithoutAKindAsTheDefault(String parameters) throws IOException {
        var node = Json.MAPPER.readTree(parameters);
        rewriteConfig(json -> json.set("rope_parameters", node));

        DecoderConfig read = Checkpoint.open(directory).config();

        assertThat(read.ropeTheta()).isEqualTo(500000);
        assertThat(read.ropeScaling()).isInstanceOf(RopeScaling.None.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"rope_theta\":5}', '{\"rope_type\":\"linear\",\"factor\":4}', 10000, 4",
        "'{\"rope_theta\":5,\"rope_type\":\"linear\",\"factor\":2}', '{\"type\":\"linear\",\"factor\":4,\"rope_theta\":7}', 7, 4",
        "'{\"rope_theta\":5,\"rope_type\":\"linear\",\"factor\":2}', '{}', 5, 2",
        "'{\"rope_theta\":5,\"rope_type\":\"linear\",\"factor\":2}', null, 5, 2",
        "null, '{\"rope_theta\":7,\"rope_type\":\"linear\",\"factor\":4}', 7, 4"
    })
    void shouldTakeRopeScalingBeforeRotaryParametersAsTransformersDoes(
            String parameters, String scaling, double theta, double factor) throws IOException {
        var first = Json.MAPPER.readTree(parameters);
        var second = Json.MAPPER.readTree(scaling);
        rewriteConfig(json -> {
            json.remove("rope_theta");
            json.set("rope_parameters", first);
            json.set("rope_scaling", second);
        });

        DecoderConfig read = Checkpoint.open(directory).config();

        assertThat(read.ropeTheta()).isEqualTo(theta);
        assertThat(read.ropeScaling()).isEqualTo(new RopeScaling.Linear(factor));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseAnOutputProjectionThatContradictsTiedEmbeddings(boolean same) {
        DecoderConfig tied = RandomCheckpoint.config(true);
        Map<String, HostTensor> weights = RandomCheckpoint.weights(tied, 1);
        Checkpoint.write(directory, tied, weights);
        HostTensor embedding = java.util.Objects.requireNonNull(weights.get("model.embed_tokens.weight"));
        weights.put("lm_head.weight", same ? embedding : HostTensor.zeros(embedding.shape()));
        Safetensors.write(directory.resolve("model.safetensors"), weights, Map.of());

        if (same) {
            assertThatCode(() -> CheckpointSummary.of(directory)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> CheckpointSummary.of(directory))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("lm_head.weight=stored, and another one than model.embed_tokens.weight")
                    .hasMessageContaining("set tie_word_embeddings to false");
        }
    }

    @Test
    void shouldNameAnAbsentTensor() {
        Map<String, HostTensor> weights = RandomCheckpoint.weights(config, 1);
        Checkpoint.write(directory, config, weights);
        weights.remove("model.layers.1.mlp.up_proj.weight");
        Safetensors.write(directory.resolve("model.safetensors"), weights, Map.of());

        assertThatThrownBy(() -> Checkpoint.open(directory).read((spec, tensor) -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.layers.1.mlp.up_proj.weight=absent")
                .hasMessageContaining("[24, 16]");
    }

    @Test
    void shouldGiveTheShapeFoundAndTheShapeExpected() {
        Map<String, HostTensor> weights = RandomCheckpoint.weights(config, 1);
        Checkpoint.write(directory, config, weights);
        weights.put("model.norm.weight", HostTensor.zeros(17));
        Safetensors.write(directory.resolve("model.safetensors"), weights, Map.of());

        assertThatThrownBy(() -> Checkpoint.open(directory).read((spec, tensor) -> {}))
                .hasMessageContaining("model.norm.weight=[17]")
                .hasMessageContaining("[16]");
    }

    @Test
    void shouldRefuseToWriteAnIncompleteModel() {
        Map<String, HostTensor> weights = RandomCheckpoint.weights(config, 1);
        weights.remove("lm_head.weight");

        assertThatThrownBy(() -> Checkpoint.write(directory, config, weights))
                .hasMessageContaining("lm_head.weight=absent");
    }

    @Test
    void shouldSayWhichFileADirectoryLacks() throws IOException {
        assertThatThrownBy(() -> BaseModel.load(directory)).hasMessageContaining("config.json=absent");

        RandomCheckpoint.write(directory, config, 1);
        Files.delete(directory.resolve("tokenizer.json"));
        assertThatThrownBy(() -> BaseModel.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json");

        Files.writeString(directory.resolve("config.json"), "{");
        assertThatThrownBy(() -> BaseModel.load(directory)).hasMessageContaining("must be JSON");
    }

    @Test
    void shouldRefuseATokenizerWithMoreTokensThanTheModel() {
        DecoderConfig small = new DecoderConfig(200, 16, 24, 2, 4, 2, 4, 1e-5, 10000, 128, true, List.of(0));
        RandomCheckpoint.write(directory, small, 1);

        assertThatThrownBy(() -> BaseModel.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("261 tokens")
                .hasMessageContaining("vocab_size 200");
    }
}
