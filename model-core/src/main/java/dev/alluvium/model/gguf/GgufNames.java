package dev.alluvium.model.gguf;

import dev.alluvium.model.TargetModule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** llama.cpp's names of tensors, by those of transformers. */
final class GgufNames {
    /** Factors of the rotary frequencies; transformers computes them from the configuration. */
    static final String ROPE_FACTORS = "rope_freqs.weight";

    static final String EMBEDDING = "token_embd.weight";
    static final String OUTPUT = "output.weight";

    private static final Pattern LAYER = Pattern.compile("model\\.layers\\.([0-9]+)\\.(.+)\\.(weight|bias)");
    private static final Map<String, String> OUTSIDE = Map.of(
            "model.embed_tokens.weight",
            EMBEDDING,
            "model.norm.weight",
            "output_norm.weight",
            "lm_head.weight",
            OUTPUT);
    private static final Map<String, String> INSIDE = inside();

    private GgufNames() {}

    private static Map<String, String> inside() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("input_layernorm", "attn_norm");
        names.put("post_attention_layernorm", "ffn_norm");
        names.put("self_attn.q_norm", "attn_q_norm");
        names.put("self_attn.k_norm", "attn_k_norm");
        for (TargetModule target : TargetModule.values()) {
            names.put(
                    target.path(),
                    switch (target) {
                        case Q -> "attn_q";
                        case K -> "attn_k";
                        case V -> "attn_v";
                        case O -> "attn_output";
                        case GATE -> "ffn_gate";
                        case UP -> "ffn_up";
                        case DOWN -> "ffn_down";
                    });
        }
        return names;
    }

    /** The name of a tensor such as {@code model.layers.0.self_attn.q_proj.weight}. */
    static String of(String name) {
        Matcher layer = LAYER.matcher(name);
        String outside = OUTSIDE.get(name);
        if (outside != null) {
            return outside;
        }
        String inside = layer.matches() ? INSIDE.get(layer.group(2)) : null;
        if (inside == null) {
            throw new IllegalArgumentException(name);
        }
        return "blk." + layer.group(1) + "." + inside + "." + layer.group(3);
    }

    /** Whether a tensor of transformers' name holds the rows of queries or keys. */
    static boolean isRotated(String name) {
        return name.contains(TargetModule.Q.path() + ".") || name.contains(TargetModule.K.path() + ".");
    }
}
