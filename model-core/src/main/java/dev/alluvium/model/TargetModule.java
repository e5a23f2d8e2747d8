package dev.alluvium.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The seven linear projections of a decoder layer that a LoRA adapter may target, under their Hugging Face names. */
public enum TargetModule {
    Q("self_attn.q_proj"),
    K("self_attn.k_proj"),
    V("self_attn.v_proj"),
    O("self_attn.o_proj"),
    GATE("mlp.gate_proj"),
    UP("mlp.up_proj"),
    DOWN("mlp.down_proj");

    private final String path;

    TargetModule(String path) {
        this.path = path;
    }

    /** The path inside a layer, such as {@code self_attn.q_proj}. */
    public String path() {
        return path;
    }

    /** The last part of the path, as in PEFT's {@code target_modules}. */
    public String shortName() {
        return path.substring(path.indexOf('.') + 1);
    }

    /** Columns of the weight. */
    public int inputs(DecoderConfig config) {
        return switch (this) {
            case Q, K, V, GATE, UP -> config.hiddenSize();
            case O -> config.heads() * config.headDim();
            case DOWN -> config.intermediateSize();
        };
    }

    /** Rows of the weight. */
    public int outputs(DecoderConfig config) {
        return switch (this) {
            case Q -> config.heads() * config.headDim();
            case K, V -> config.kvHeads() * config.headDim();
            case O, DOWN -> config.hiddenSize();
            case GATE, UP -> config.intermediateSize();
        };
    }

    /** Every projection. */
    public static Set<TargetModule> all() {
        return EnumSet.allOf(TargetModule.class);
    }

    /** The projection of a short name such as {@code q_proj}, or of its path inside a layer. */
    public static TargetModule ofShortName(String name) {
        return Arrays.stream(values())
                .filter(target ->
                        target.shortName().equals(name) || target.path().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        "target_modules",
                        name,
                        "must be one of "
                                + Arrays.stream(values())
                                        .map(TargetModule::shortName)
                                        .collect(Collectors.joining(", ")),
                        "remove it or retrain the adapter on these"));
    }
}
