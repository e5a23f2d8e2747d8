package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.SafetensorsFile;
import dev.alluvium.model.text.PromptTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void shouldNameTheFilesThatADirectoryLacks() throws Exception {
        Path whole = directory.resolve("whole");
        PeftDirectory.write(whole, RandomAdapter.of(config, 1), "tiny");
        Path halved = Files.createDirectory(directory.resolve("halved"));
        Files.copy(whole.resolve(PeftDirectory.WEIGHTS), halved.resolve(PeftDirectory.WEIGHTS));
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThatThrownBy(() -> PeftDirectory.read(empty))
                .isInstanceOf(ModelException.class)
                .hasMessage(empty + "=no adapter_model.safetensors: must be a PEFT directory: adapter_config.json and "
                        + "adapter_model.safetensors; give what `save_pretrained` or `alluvium export` wrote");
        assertThatThrownBy(() -> PeftDirectory.read(halved)).hasMessageContaining("=no adapter_config.json: ");
        assertThatThrownBy(() -> PeftDirectory.read(directory.resolve("nowhere")))
                .hasMessageContaining("=no directory: ");
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

    private ObjectNode written() {
        PeftDirectory.write(directory, RandomAdapter.of(config, 1).withTemplate("t1"), "tiny");
        return (ObjectNode) Json.read(directory.resolve(PeftDirectory.CONFIG));
    }

    @Test
    void shouldSealWhatChangesTheNumbersIntoTheWeights() {
        ObjectNode json = written();
        assertThat(PeftDirectory.read(directory).template()).isEqualTo("t1");
        for (ObjectNode changed : List.of(
                json.deepCopy().put("lora_alpha", 64),
                json.deepCopy().put("use_rslora", true),
                json.deepCopy().put("r", 8),
                json.deepCopy()
                        .set("target_modules", Json.MAPPER.createArrayNode().add("q_proj")))) {
            Json.write(directory.resolve(PeftDirectory.CONFIG), changed);
            assertThatThrownBy(() -> PeftDirectory.read(directory))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("differs from what is sealed");
        }
    }

    @Test
    void shouldReadTheSameWhereOnlyWhatOtherToolsCallTheBaseIsChanged() {
        ObjectNode json = written().put("base_model_name_or_path", "elsewhere").put("lora_dropout", 0.1);
        Json.write(directory.resolve(PeftDirectory.CONFIG), json);

        assertThat(PeftDirectory.read(directory))
                .isEqualTo(RandomAdapter.of(config, 1).withTemplate("t1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use_dora          | true                        | merge the adapter into the base with PEFT",
                "modules_to_save   | [\"lm_head\"]               | without modules_to_save",
                "bias              | \"all\"                     | without biases",
                "rank_pattern      | {\"q_proj\":4}              | one rank",
                "alpha_pattern     | {\"q_proj\":4}              | one alpha",
                "layers_to_transform | [0]                       | all layers",
                "lora_bias         | true                        | lora_bias false",
                "init_lora_weights | \"pissa_niter_16\"          | path_initial_model_for_weight_conversion",
                "target_modules    | \".*lm_head\"               | write the names",
                "target_modules    | \"(q_proj\"                 | write the names",
                "target_modules    | \"(.*)*(.*)*(.*)*(.*)*x\"   | write the names",
                "target_modules    | \"model.layers.0.*_proj\"   | layer 1 lacks self_attn.q_proj",
                "target_modules    | [\"model.layers.0.mlp.up_proj\"] | layer 1 lacks mlp.up_proj",
                "target_modules    | [\"model.layers.1.mlp.up_proj\",\"q_proj\"] | layer 0 lacks mlp.up_proj",
                "target_modules    | [\"model.layers.7.mlp.up_proj\"] | a layer that has weights",
                "target_modules    | [\"model.layers.0.mlp.experts\"] | must be one of q_proj",
                "target_modules    | [\"lm_head\"]               | must be one of q_proj",
                "some_new_thing    | {\"x\":1}                   | train plain LoRA",
                "peft_type         | \"IA3\"                     | must be LORA"
            })
    void shouldRefuseByNameWhatIsNotComputedHere(String field, String value, String remedy) throws Exception {
        ObjectNode json = written();
        json.set(field, Json.MAPPER.readTree(value));
        Json.write(directory.resolve(PeftDirectory.CONFIG), json);

        assertThatThrownBy(() -> PeftDirectory.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(field)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "model.layers.*_proj", ".*", ".*(self_attn|mlp).*", "all-linear", "mixed"})
    void shouldReadTargetsThatCoverTheSameProjectionsInEveryLayer(String form) {
        ObjectNode json = written();
        if (form.equals("full") || form.equals("mixed")) {
            ArrayNode names = json.putArray("target_modules");
            for (TargetModule target : TargetModule.all()) {
                if (form.equals("mixed") && target == TargetModule.Q) {
                    names.add("q_proj");
                    continue;
                }
                names.add("model.layers.1." + target.path()).add("model.layers.0." + target.path());
            }
        } else {
            json.put("target_modules", form);
        }
        Json.write(directory.resolve(PeftDirectory.CONFIG), json);

        assertThat(PeftDirectory.read(directory))
                .isEqualTo(RandomAdapter.of(config, 1).withTemplate("t1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "target_modules      ~ [\"0.self_attn.q_proj\",\"1.self_attn.q_proj\",\"v_proj\"] ~ [] ",
                "target_modules      ~ \"(?:.*?(?:language|text).*?(?:attn|mlp).*?(?:q_proj|v_proj).*?)|(?:\\\\bmodel\\\\.layers\\\\.[\\\\d]{1,}\\\\.(?:self_attn|mlp)\\\\.(?:(?:q_proj|v_proj)))\" ~ []",
                "exclude_modules     ~ \"all-linear\" ~ [\"k_proj\",\"self_attn.o_proj\",\"mlp.gate_proj\",\"up_proj\",\"down_proj\",\"lm_head\"]",
                "exclude_modules     ~ \"all-linear\" ~ \".*(mlp.*|k_proj|o_proj)\"",
                "layers_to_transform ~ [\"q_proj\",\"v_proj\"] ~ [1, 0]",
                "ensure_weight_tying ~ [\"q_proj\",\"v_proj\"] ~ true"
            })
    void shouldReadWhatPeftSavesForTheQueriesAndValues(String field, String targets, String value) throws Exception {
        LoraShape shape = new LoraShape(2, 4, Set.of(TargetModule.Q, TargetModule.V));
        Adapter adapter = Adapter.init(shape, config, 1);
        PeftDirectory.write(directory, adapter, "tiny");
        ObjectNode json = (ObjectNode) Json.read(directory.resolve(PeftDirectory.CONFIG));
        json.set(field, Json.MAPPER.readTree(value));
        json.set("target_modules", Json.MAPPER.readTree(targets));
        Json.write(directory.resolve(PeftDirectory.CONFIG), json);

        assertThat(PeftDirectory.read(directory)).isEqualTo(adapter);
    }

    @Test
    void shouldRefuseProjectionsThatAreExcludedFromSomeLayers() {
        ObjectNode json = written();
        json.putArray("exclude_modules").add("model.layers.1.mlp.up_proj");
        Json.write(directory.resolve(PeftDirectory.CONFIG), json);

        assertThatThrownBy(() -> PeftDirectory.read(directory)).hasMessageContaining("layer 1 lacks mlp.up_proj");
    }

    @Test
    void shouldReadAPatternThatCoversSomeProjections() {
        LoraShape shape = new LoraShape(2, 4, Set.of(TargetModule.Q, TargetModule.V));
        Adapter adapter = Adapter.init(shape, config, 1);
        PeftDirectory.write(directory, adapter, "tiny");
        ObjectNode json = (ObjectNode) Json.read(directory.resolve(PeftDirectory.CONFIG));
        Json.write(directory.resolve(PeftDirectory.CONFIG), json.put("target_modules", ".*\\.(q|v)_proj"));

        assertThat(PeftDirectory.read(directory)).isEqualTo(adapter);
    }

    @Test
    void shouldNameTheWayOutOfAPickle() throws Exception {
        written();
        Files.move(directory.resolve(PeftDirectory.WEIGHTS), directory.resolve("adapter_model.bin"));

        assertThatThrownBy(() -> PeftDirectory.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("safe_serialization=True");
    }

    @Test
    void shouldScaleByTheRootOfTheRankWhereRankStabilised() {
        assertThat(new LoraShape(16, 32, TargetModule.all(), true).scale()).isEqualTo(8);
        assertThat(new LoraShape(16, 32, TargetModule.all()).scale()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAnAdapterThatWasTrainedWithAnotherTemplate() {
        Adapter adapter = RandomAdapter.of(config, 1);
        PromptTemplate template = PromptTemplate.tiny();

        adapter.requireTemplate(template);
        adapter.withTemplate(template.hash()).requireTemplate(template);
        assertThatThrownBy(() -> adapter.withTemplate("0f").requireTemplate(template))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("adapter#template=0f")
                .hasMessageContaining("consolidate");
    }
}
