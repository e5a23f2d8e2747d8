package dev.alluvium.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code config.json} of the four architectures: keys, transformers' defaults and what cannot be run. */
final class DecoderConfigJson {
    private static final String NONE = "choose a base without it";

    private DecoderConfigJson() {}

    static DecoderConfig read(ConfigReader in) {
        Architecture architecture = Architecture.of(in.path("architectures"), in.architecture());
        refuseWhatCannotRun(in, architecture);
        int hidden = in.integer("hidden_size");
        int heads = in.integer("num_attention_heads");
        int layers = in.integer("num_hidden_layers");
        return new DecoderConfig(
                architecture,
                in.integer("vocab_size"),
                hidden,
                in.integer("intermediate_size"),
                layers,
                heads,
                in.integer("num_key_value_heads", heads),
                in.integer("head_dim", architecture == Architecture.QWEN3 ? 128 : hidden / Math.max(1, heads)),
                in.number("rms_norm_eps", 1e-6),
                RopeJson.theta(in),
                RopeJson.scaling(in),
                SlidingWindowJson.read(in, architecture, layers),
                in.integer("max_position_embeddings", 2048),
                in.flag("tie_word_embeddings"),
                in.integers("eos_token_id"));
    }

    private static void refuseWhatCannotRun(ConfigReader in, Architecture architecture) {
        in.requireText("hidden_act", "silu");
        if (in.flag("mlp_bias")) {
            throw in.fault("mlp_bias", true, "is not supported", NONE);
        }
        if (in.flag("attention_bias") && !architecture.qkvBias()) {
            throw in.fault("attention_bias", true, "is not supported for " + architecture.className(), NONE);
        }
        if (in.has("quantization_config")) {
            throw in.fault(
                    "quantization_config",
                    in.text("quantization_config.quant_method"),
                    "is not supported: quantised checkpoints cannot be trained",
                    "take the unquantised base and load it as int8");
        }
    }

    static ObjectNode write(DecoderConfig config) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.putArray("architectures").add(config.architecture().className());
        json.put("model_type", config.architecture().modelType());
        json.put("vocab_size", config.vocabSize());
        json.put("hidden_size", config.hiddenSize());
        json.put("intermediate_size", config.intermediateSize());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.kvHeads());
        json.put("head_dim", config.headDim());
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", config.rmsEps());
        json.put("rope_theta", config.ropeTheta());
        RopeJson.write(config.ropeScaling(), json);
        json.put("max_position_embeddings", config.maxPositions());
        SlidingWindowJson.write(config, json);
        json.put("tie_word_embeddings", config.tied());
        json.put("attention_bias", config.architecture().qkvBias());
        json.put("mlp_bias", false);
        json.put("torch_dtype", "float32");
        writeEos(config, json);
        return json;
    }

    private static void writeEos(DecoderConfig config, ObjectNode json) {
        if (config.eosIds().size() == 1) {
            json.put("eos_token_id", config.eosIds().get(0));
        } else {
            ArrayNode ids = json.putArray("eos_token_id");
            config.eosIds().forEach(ids::add);
        }
    }
}
