package dev.alluvium.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a decoder, as Hugging Face's {@code config.json} states it.
 *
 * @param heads query heads
 * @param kvHeads key and value heads; divides {@code heads}
 * @param headDim width of a head; even, because rotary embedding turns pairs
 * @param slidingWindow null where every token sees all before it
 * @param tied whether the output projection is the embedding
 * @param eosIds tokens that end an answer
 */
public record DecoderConfig(
        Architecture architecture,
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int kvHeads,
        int headDim,
        double rmsEps,
        double ropeTheta,
        RopeScaling ropeScaling,
        @Nullable SlidingWindow slidingWindow,
        int maxPositions,
        boolean tied,
        List<Integer> eosIds) {

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
        if (!(ropeTheta > 0)) {
            throw new ModelException("rope_theta", ropeTheta, "must be positive", "correct config.json");
        }
    }

    /** A Llama without rope scaling. */
    public DecoderConfig(
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
        this(
                Architecture.LLAMA,
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                kvHeads,
                headDim,
                rmsEps,
                ropeTheta,
                new RopeScaling.None(),
                null,
                maxPositions,
                tied,
                eosIds);
    }

    /** Reads and checks a parsed {@code config.json}; {@code file} is named in errors. */
    public static DecoderConfig fromJson(Path file, JsonNode json) {
        return DecoderConfigJson.read(new ConfigReader(file, json));
    }

    /** Reads and checks a {@code config.json}. */
    public static DecoderConfig read(Path file) {
        return fromJson(file, Json.read(file));
    }

    /** The same as a {@code config.json} that transformers reads. */
    public ObjectNode toJson() {
        return DecoderConfigJson.write(this);
    }

    /** The same with further tokens that end an answer. */
    public DecoderConfig withEosIds(Collection<Integer> more) {
        List<Integer> all =
                Stream.concat(eosIds.stream(), more.stream()).distinct().toList();
        return new DecoderConfig(
                architecture,
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                kvHeads,
                headDim,
                rmsEps,
                ropeTheta,
                ropeScaling,
                slidingWindow,
                maxPositions,
                tied,
                all);
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

    /** Norms, then the projections in {@link TargetModule}'s order, then what the architecture adds. */
    private List<TensorSpec> layer(String prefix) {
        List<TensorSpec> layer = new ArrayList<>();
        layer.add(new TensorSpec(prefix + "input_layernorm.weight", hiddenSize));
        layer.add(new TensorSpec(prefix + "post_attention_layernorm.weight", hiddenSize));
        for (TargetModule target : TargetModule.values()) {
            layer.add(new TensorSpec(prefix + target.path() + ".weight", target.outputs(this), target.inputs(this)));
        }
        if (architecture.qkvBias()) {
            Stream.of(TargetModule.Q, TargetModule.K, TargetModule.V)
                    .forEach(target ->
                            layer.add(new TensorSpec(prefix + target.path() + ".bias", target.outputs(this))));
        }
        if (architecture.qkNorm()) {
            layer.add(new TensorSpec(prefix + "self_attn.q_norm.weight", headDim));
            layer.add(new TensorSpec(prefix + "self_attn.k_norm.weight", headDim));
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
