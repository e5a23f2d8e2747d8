package dev.alluvium.model.gguf;

import dev.alluvium.model.Architecture;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.RopeScaling;
import dev.alluvium.model.SlidingWindow;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shape of a decoder, from a file's metadata. A setting that is not known is refused, as it may change numbers. */
final class GgufConfig {
    private static final String CHOOSE = "choose a base without it";
    private static final Set<String> READ = Set.of(
            "vocab_size",
            "context_length",
            "embedding_length",
            "block_count",
            "feed_forward_length",
            "attention.head_count",
            "attention.head_count_kv",
            "attention.key_length",
            "attention.value_length",
            "attention.layer_norm_rms_epsilon",
            "attention.sliding_window",
            "attention.causal",
            "rope.freq_base",
            "rope.dimension_count",
            "rope.scale_linear",
            "rope.scaling.type",
            "rope.scaling.factor",
            "rope.scaling.original_context_length",
            "rope.scaling.finetuned",
            "expert_count",
            "expert_used_count",
            "use_parallel_residual",
            "tensor_data_layout");

    private final GgufFile file;
    private final GgufMetadata in;
    private final GgufArchitecture architecture;

    GgufConfig(GgufFile file) {
        this.file = file;
        this.in = file.metadata();
        requireModel();
        this.architecture = GgufArchitecture.of(in);
    }

    GgufArchitecture architecture() {
        return architecture;
    }

    private String key(String name) {
        return architecture.key() + "." + name;
    }

    DecoderConfig read() {
        requireKnown();
        int heads = positive("attention.head_count");
        int kvHeads = in.has(key("attention.head_count_kv")) ? positive("attention.head_count_kv") : heads;
        int hidden = positive("embedding_length");
        int headDim = headDim(hidden, heads);
        if (heads % kvHeads != 0) {
            throw at("attention.head_count_kv").damaged(kvHeads, "must divide the " + heads + " heads");
        }
        SlidingWindow window = window();
        return new DecoderConfig(
                window == null ? architecture.architecture() : Architecture.MISTRAL,
                vocabulary(),
                hidden,
                positive("feed_forward_length"),
                positive("block_count"),
                heads,
                kvHeads,
                headDim,
                epsilon(),
                theta(),
                scaling(headDim),
                window,
                positive("context_length"),
                !file.tensors().containsKey(GgufNames.OUTPUT),
                ends());
    }

    /** Tokens that end an answer: those of the text, of a turn and of a message that calls a tool. */
    private List<Integer> ends() {
        return Stream.of("eos", "eot", "eom")
                .flatMap(each -> in.integerIfAny("tokenizer.ggml." + each + "_token_id").stream())
                .distinct()
                .toList();
    }

    private void requireModel() {
        String type = in.text("general.type", "model");
        if (!type.equals("model")) {
            throw in.fault()
                    .at("general.type")
                    .refused(type, "must be model", "give the file of the model itself; an adapter has no base in it");
        }
        if (in.integer("split.count", 1) > 1) {
            throw in.fault()
                    .at("split.count")
                    .refused(
                            in.integer("split.count"),
                            "must be 1: this file is a part of the model",
                            "join the parts by llama.cpp's llama-gguf-split --merge");
        }
    }

    private void requireKnown() {
        String prefix = architecture.key() + ".";
        in.values().forEach((key, value) -> {
            if (key.startsWith(prefix) && !READ.contains(key.substring(prefix.length()))) {
                throw in.fault().at(key).refused(value.kind(), "is not supported", CHOOSE);
            }
        });
        for (String name : List.of("expert_count", "expert_used_count")) {
            if (in.integer(key(name), 0) > 0) {
                throw at(name).refused(
                                in.integer(key(name)), "is not supported: mixtures of experts are not run", CHOOSE);
            }
        }
        if (!in.flag(key("attention.causal"), true)) {
            throw at("attention.causal").refused(false, "must be true", "choose a base that generates text");
        }
    }

    private int vocabulary() {
        GgufHeader.Entry embedding = file.tensors().get(GgufNames.EMBEDDING);
        if (embedding == null) {
            throw in.fault().at(GgufNames.EMBEDDING).damaged("absent", "must be in a model");
        }
        return (int) embedding.shape()[0];
    }

    private int headDim(int hidden, int heads) {
        int width = in.integer(key("attention.key_length"), hidden / heads);
        int values = in.integer(key("attention.value_length"), width);
        if (values != width) {
            throw at("attention.value_length").refused(values, "must be as attention.key_length, " + width, CHOOSE);
        }
        if (width < 2 || width % 2 != 0) {
            throw at("attention.key_length").damaged(width, "must be even and positive");
        }
        int rotated = in.integer(key("rope.dimension_count"), width);
        if (rotated != width) {
            throw at("rope.dimension_count")
                    .refused(rotated, "must be the " + width + " of a head", "choose a base that rotates whole heads");
        }
        return width;
    }

    private @Nullable SlidingWindow window() {
        int tokens = in.integer(key("attention.sliding_window"), 0);
        if (tokens == 0 || tokens >= in.integer(key("context_length"))) {
            return null;
        }
        if (architecture != GgufArchitecture.LLAMA) {
            throw at("attention.sliding_window").refused(tokens, "is not supported for " + architecture.key(), CHOOSE);
        }
        return new SlidingWindow(tokens, 0);
    }

    private RopeScaling scaling(int headDim) {
        String type = in.text(key("rope.scaling.type"), in.has(key("rope.scale_linear")) ? "linear" : "none");
        boolean factors = file.tensors().containsKey(GgufNames.ROPE_FACTORS);
        if (type.equals("none")) {
            return factors ? RopeFactors.read(file, theta(), headDim) : new RopeScaling.None();
        }
        if (!type.equals("linear") || factors) {
            throw at("rope.scaling.type")
                    .refused(
                            type + (factors ? " with " + GgufNames.ROPE_FACTORS : ""),
                            "must be none or linear, or none with Llama 3.1's " + GgufNames.ROPE_FACTORS,
                            "choose a base with one of these");
        }
        double factor =
                in.number(key(in.has(key("rope.scaling.factor")) ? "rope.scaling.factor" : "rope.scale_linear"));
        if (!(factor >= 1)) {
            throw at("rope.scaling.factor").damaged(factor, "must be at least 1");
        }
        return factor == 1 ? new RopeScaling.None() : new RopeScaling.Linear(factor);
    }

    private double theta() {
        double theta = in.number(key("rope.freq_base"), 10000);
        if (!(theta > 0)) {
            throw at("rope.freq_base").damaged(theta, "must be positive");
        }
        return theta;
    }

    /** A float of the file in the shortest decimal that means it, as configurations have it: 1e-5, not 9.99999975e-6. */
    private double epsilon() {
        double epsilon = in.number(key("attention.layer_norm_rms_epsilon"));
        if (!(epsilon > 0)) {
            throw at("attention.layer_norm_rms_epsilon").damaged(epsilon, "must be positive");
        }
        return Double.parseDouble(Float.toString((float) epsilon));
    }

    private int positive(String name) {
        int value = in.same(key(name));
        if (value < 1) {
            throw at(name).damaged(value, "must be at least 1");
        }
        return value;
    }

    private GgufFault at(String name) {
        return in.fault().at(key(name));
    }
}
