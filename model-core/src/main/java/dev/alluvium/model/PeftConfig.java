package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code adapter_config.json} of PEFT's LoRA. What changes the numbers in a way that is not computed here is refused by
 * its name; what only describes the training is passed over.
 */
record PeftConfig(LoraShape shape) {
    /** Fields that are read here, or that say nothing about what the adapter computes. */
    private static final Set<String> HARMLESS = Set.of(
            "peft_type",
            "task_type",
            "base_model_name_or_path",
            "r",
            "lora_alpha",
            "target_modules",
            "exclude_modules",
            "use_rslora",
            "lora_dropout",
            "bias",
            "inference_mode",
            "auto_mapping",
            "peft_version",
            "revision",
            "megatron_core",
            "loftq_config",
            "eva_config",
            "corda_config",
            "lora_ga_config",
            "qalora_group_size",
            "runtime_config",
            "ensure_weight_tying",
            "init_lora_weights");

    /** Ways to begin that change the base's weights too, unless PEFT converted them when it saved. */
    private static final Set<String> CHANGES_BASE = Set.of("pissa", "olora", "loftq", "corda", "lora_ga");

    private static final Map<String, String> REMEDIES = Map.of(
            "modules_to_save", "train without modules_to_save, or merge those weights into the base first",
            "use_dora", "train plain LoRA, or merge the adapter into the base with PEFT",
            "rank_pattern", "train with one rank for all modules",
            "alpha_pattern", "train with one alpha for all modules",
            "layers_to_transform", "train all layers",
            "lora_bias", "train with lora_bias false");

    /** Reads the file beside weights of these names. */
    static PeftConfig read(Path file, Set<String> tensors) {
        JsonNode json = Json.read(file);
        if (!json.path("peft_type").asText().equals("LORA")) {
            throw new ModelException(file + "#peft_type", json.path("peft_type"), "must be LORA", "export it as LoRA");
        }
        String bias = json.path("bias").asText("none");
        if (!bias.equals("none")) {
            throw new ModelException(file + "#bias", bias, "must be none", "train without biases");
        }
        String init = json.path("init_lora_weights").asText();
        if (CHANGES_BASE.stream().anyMatch(init::startsWith)) {
            throw new ModelException(
                    file + "#init_lora_weights",
                    init,
                    "changes the base's weights as well",
                    "save it in PEFT with path_initial_model_for_weight_conversion");
        }
        json.properties().stream()
                .filter(field -> !HARMLESS.contains(field.getKey()) && set(field.getValue()))
                .filter(field -> !isEveryLayer(field.getKey(), json, tensors))
                .findFirst()
                .ifPresent(field -> {
                    throw new ModelException(
                            file + "#" + field.getKey(),
                            field.getValue(),
                            "is not supported",
                            REMEDIES.getOrDefault(field.getKey(), "train plain LoRA"));
                });
        return new PeftConfig(new LoraShape(
                json.path("r").asInt(),
                json.path("lora_alpha").asDouble(),
                PeftTargets.of(
                        file + "#target_modules", json.path("target_modules"), json.path("exclude_modules"), tensors),
                json.path("use_rslora").asBoolean()));
    }

    /** Whether the layers that are chosen are all of those that have weights, and so choose nothing. */
    private static boolean isEveryLayer(String field, JsonNode json, Set<String> tensors) {
        Set<Integer> chosen = new HashSet<>();
        json.path("layers_to_transform").forEach(layer -> chosen.add(layer.asInt(-1)));
        JsonNode pattern = json.path("layers_pattern");
        boolean usual = !set(pattern) || pattern.toString().matches("\"layers\"|\\[\"layers\"]");
        int layers = PeftTargets.layers(tensors);
        boolean every = chosen.size() == layers && chosen.stream().allMatch(layer -> layer >= 0 && layer < layers);
        return (field.equals("layers_to_transform") && every) || (field.equals("layers_pattern") && every && usual);
    }

    private static boolean set(JsonNode value) {
        return !(value.isNull()
                || value.isBoolean() && !value.asBoolean()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.asText().isEmpty());
    }

    /** The file's content; {@code base} names the base model for other tools. */
    static ObjectNode write(LoraShape shape, String base) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("peft_type", "LORA");
        json.put("task_type", "CAUSAL_LM");
        json.put("base_model_name_or_path", base);
        json.put("r", shape.rank());
        if (shape.alpha() == Math.rint(shape.alpha())) {
            json.put("lora_alpha", (long) shape.alpha());
        } else {
            json.put("lora_alpha", shape.alpha());
        }
        json.put("use_rslora", shape.rankStabilised());
        json.put("lora_dropout", 0.0);
        json.put("bias", "none");
        json.putNull("modules_to_save");
        json.put("inference_mode", true);
        Arrays.stream(TargetModule.values())
                .filter(shape.targets()::contains)
                .forEach(target -> json.withArray("target_modules").add(target.shortName()));
        return json;
    }
}
