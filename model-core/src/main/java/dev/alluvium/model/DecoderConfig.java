package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a Llama decoder, as Hugging Face's {@code config.json} states it.
 *
 * @param heads query heads
 * @param kvHeads key and value heads; divides {@code heads}
 * @param headDim width of a head; even, because rotary embedding turns pairs
 * @param tied whether the output projection is the embedding
 * @param eosIds tokens that end an answer
 */
public record DecoderConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int kvHeads,
        int headDim,
        double rmsEps,
        double ropeTheta,
        int maxPositions,
        boolean tied,
        List<Integer> eosIds) {
    private static final String ARCHITECTURE = "LlamaForCausalLM";

    public DecoderConfig {
        eosIds = List.copyOf(eosIds);
        positive("vocab_size", vocabSize);
        positive("hidden_size", hiddenSize);
        positive("intermediate_size", intermediateSize);
        positive("num_hidden_layers", layers);
        positive("num_attention_heads", heads);
        positive("num_key_value_heads", kvHeads);
        positive("max_position_embeddings", maxPositions);
        if (heads % kvHeads != 0) {
            throw new ModelException(
                    "num_key_value_heads", kvHeads, "must divide the " + heads + " heads", "correct config.json");
        }
        if (headDim < 2 || headDim % 2 != 0) {
            throw new ModelException("head_dim", headDim, "must be even and positive", "correct config.json");
        }
    }

    /** Reads and checks a parsed {@code config.json}; {@code file} is named in errors. */
    public static DecoderConfig fromJson(Path file, JsonNode json) {
        ConfigReader in = new ConfigReader(file, json);
        in.requireArchitecture(ARCHITECTURE);
        in.requireAbsent("rope_scaling");
        in.requireFalse("attention_bias");
        in.requireFalse("mlp_bias");
        in.requireText("hidden_act", "silu");
        int hidden = in.integer("hidden_size");
        int heads = in.integer("num_attention_heads");
        return new DecoderConfig(
                in.integer("vocab_size"),
                hidden,
                in.integer("intermediate_size"),
                in.integer("num_hidden_layers"),
                heads,
                in.integer("num_key_value_heads", heads),
                in.integer("head_dim", hidden / Math.max(1, heads)),
                in.number("rms_norm_eps", 1e-6),
                in.number("rope_theta", 10000),
                in.integer("max_position_embeddings", 2048),
                in.flag("tie_word_embeddings"),
                in.integers("eos_token_id"));
    }

    /** The same as a {@code config.json} that transformers reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.putArray("architectures").add(ARCHITECTURE);
        json.put("model_type", "llama");
        json.put("vocab_size", vocabSize);
        json.put("hidden_size", hiddenSize);
        json.put("intermediate_size", intermediateSize);
        json.put("num_hidden_layers", layers);
        json.put("num_attention_heads", heads);
        json.put("num_key_value_heads", kvHeads);
        json.put("head_dim", headDim);
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", rmsEps);
        json.put("rope_theta", ropeTheta);
        json.put("max_position_embeddings", maxPositions);
        json.put("tie_word_embeddings", tied);
        json.put("attention_bias", false);
        json.put("mlp_bias", false);
        json.put("torch_dtype", "float32");
        if (eosIds.size() == 1) {
            json.put("eos_token_id", eosIds.get(0));
        } else {
            json.set("eos_token_id", Json.MAPPER.valueToTree(eosIds));
        }
        return json;
    }

    /** Every tensor of the checkpoint, in the order in which the program takes them. */
    public List<TensorSpec> tensors() {
        List<TensorSpec> all = new ArrayList<>();
        all.add(new TensorSpec("model.embed_tokens.weight", vocabSize, hiddenSize));
        all.add(new TensorSpec("model.norm.weight", hiddenSize));
        if (!tied) {
            all.add(new TensorSpec("lm_head.weight", vocabSize, hiddenSize));
        }
        for (int i = 0; i < layers; i++) {
            all.addAll(layer("model.layers." + i + "."));
        }
        return all;
    }

    private List<TensorSpec> layer(String prefix) {
        List<TensorSpec> layer = new ArrayList<>();
        layer.add(new TensorSpec(prefix + "input_layernorm.weight", hiddenSize));
        layer.add(new TensorSpec(prefix + "post_attention_layernorm.weight", hiddenSize));
        for (TargetModule target : TargetModule.values()) {
            layer.add(new TensorSpec(prefix + target.path() + ".weight", target.outputs(this), target.inputs(this)));
        }
        return layer;
    }

    /** The number of trainable values. */
    public long parameters() {
        return tensors().stream().mapToLong(TensorSpec::elements).sum();
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new ModelException(key, value, "must be at least 1", "correct config.json");
        }
    }
}
