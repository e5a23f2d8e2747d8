package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeftDirectoryTest {
    private final DecoderConfig config = RandomCheckpoint.config(true);

    @TempDir
    Path directory;

    @Test
    void shouldRoundTripToTheSameBytes() throws Exception {
        Adapter adapter = RandomAdapter.of(config, 1);
        PeftDirectory.write(directory.resolve("a"), adapter, "tiny");

        Adapter read = PeftDirectory.read(directory.resolve("a"));
        PeftDirectory.write(directory.resolve("b"), read, "tiny");

        assertThat(read).isEqualTo(adapter);
        for (String file : Set.of(PeftDirectory.CONFIG, PeftDirectory.WEIGHTS)) {
            assertThat(directory.resolve("b").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("a").resolve(file));
        }
        byte[] bytes = Files.readAllBytes(directory.resolve("a").resolve(PeftDirectory.WEIGHTS));
        assertThat(adapter.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void shouldUseTheNamesAndFieldsOfPeft() {
        LoraShape shape = new LoraShape(2, 4, Set.of(TargetModule.V, TargetModule.Q));
        PeftDirectory.write(directory, Adapter.init(shape, config, 1), "tiny");

        JsonNode json = Json.read(directory.resolve(PeftDirectory.CONFIG));
        try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(PeftDirectory.WEIGHTS))) {
            assertThat(weights.names())
                    .hasSize(8)
                    .contains("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight");
            assertThat(weights.shape("base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight"))
                    .containsExactly(8, 2);
        }
        assertThat(json.path("peft_type").asText()).isEqualTo("LORA");
        assertThat(json.path("task_type").asText()).isEqualTo("CAUSAL_LM");
        assertThat(json.path("r").asInt()).isEqualTo(2);
        assertThat(json.path("lora_alpha").asInt()).isEqualTo(4);
        assertThat(json.path("bias").asText()).isEqualTo("none");
        assertThat(json.path("modules_to_save").isNull()).isTrue();
        assertThat(json.path("target_modules").toString()).isEqualTo("[\"q_proj\",\"v_proj\"]");
    }

    @Test
    void shouldRefuseAnAdapterOfAnotherBaseByTensor() {
        Adapter adapter = RandomAdapter.of(config, 1);
        TreeMap<String, HostTensor> extra = new TreeMap<>(adapter.tensors());
        extra.put("lm_head.lora_A.weight", HostTensor.zeros(1));
        extra.remove("base_model.model.model.layers.1.mlp.up_proj.lora_B.weight");

        assertThatThrownBy(() -> new Adapter(adapter.shape(), extra).requireFits(config))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("layers.1.mlp.up_proj.lora_B.weight=absent");

        extra.putAll(adapter.tensors());
        assertThatThrownBy(() -> new Adapter(adapter.shape(), extra).requireFits(config))
                .hasMessageContaining("lm_head.lora_A.weight");
    }

    @Test
    void shouldDrawTheSameFreshAdapterFromTheSameSeed() {
        LoraShape shape = LoraShape.all(4);

        assertThat(Adapter.init(shape, config, 5).sha256())
                .isEqualTo(Adapter.init(shape, config, 5).sha256());
        assertThat(Adapter.init(shape, config, 5).sha256())
                .isNotEqualTo(Adapter.init(shape, config, 6).sha256());
    }

    @Test
    void shouldRefuseWhatIsNoPlainLora() {
        PeftDirectory.write(directory, RandomAdapter.of(config, 1), "tiny");
        var json = (com.fasterxml.jackson.databind.node.ObjectNode) Json.read(directory.resolve(PeftDirectory.CONFIG));
        Json.write(directory.resolve(PeftDirectory.CONFIG), json.put("use_dora", true));
        assertThatThrownBy(() -> PeftDirectory.read(directory)).hasMessageContaining("use_dora");

        Json.write(
                directory.resolve(PeftDirectory.CONFIG),
                json.put("use_dora", false).put("peft_type", "IA3"));
        assertThatThrownBy(() -> PeftDirectory.read(directory)).hasMessageContaining("must be LORA");
    }
}
