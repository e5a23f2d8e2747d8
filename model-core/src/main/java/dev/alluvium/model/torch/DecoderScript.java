package dev.alluvium.model.torch;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.SlidingWindow;
import dev.alluvium.model.TargetModule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Generates the TorchScript of a decoder for one configuration and one set of LoRA targets.
 *
 * <p>Weights {@code w}: embedding, final norm, output projection, then per layer what {@link LayerLayout} says. LoRA
 * tensors {@code lo}: per layer and target A [rank, in] and B [out, rank]. {@code at} lists the rows of the flattened
 * [batch * seq] whose logits are wanted: the last layer's MLP and the head see only these.
 */
final class DecoderScript {
    static final String NAME = "Decoder";

    private final DecoderConfig config;
    private final LayerLayout layout;
    private final List<TargetModule> targets;
    private final boolean cuda;

    private DecoderScript(DecoderConfig config, boolean int8, boolean cuda, Set<TargetModule> targets) {
        this.config = config;
        this.cuda = cuda;
        this.layout = new LayerLayout(config.architecture(), int8);
        this.targets = targets.stream().sorted().toList();
    }

    /**
     * The methods of the program.
     *
     * @param int8 whether the projections are stored so, with a scale for each row
     * @param cuda whether attention in training takes CUDA's variable-length kernel
     */
    static String of(DecoderConfig config, boolean int8, boolean cuda, Set<TargetModule> targets) {
        return new DecoderScript(config, int8, cuda, targets).source();
    }

    private String source() {
        String source = LayersScript.SOURCE
                + PretrainingScript.SOURCE
                + InferenceScript.SOURCE
                + ProjectionScript.SOURCE
                + NormScript.SOURCE
                + (cuda ? AttentionScript.CUDA : AttentionScript.CPU)
                + LoraGradientScript.SOURCE;
        for (TargetModule target : TargetModule.values()) {
            source = source.replace("$" + target + ")", linear(target) + ")")
                    .replace("$" + target + ",", linear(target) + ",")
                    .replace("$" + target + "_PROJ", "" + target.ordinal());
        }
        SlidingWindow window = config.slidingWindow();
        return source.replace("self: T,", "self: __torch__." + NAME + ",")
                .replace("$HIDDEN", "" + config.hiddenSize())
                .replace("$ATTENTION", "" + config.heads() * config.headDim())
                .replace("$GROUP", "" + config.heads() / config.kvHeads())
                .replace("$HEADS", "" + config.heads())
                .replace("$KV", "" + config.kvHeads())
                .replace("$DIM", "" + config.headDim())
                .replace("$QNORM", norm(layout.queryNorm()))
                .replace("$KNORM", norm(layout.keyNorm()))
                .replace("$SLOTS", slots())
                .replace("$LORA", "" + 2 * targets.size())
                .replace("$INT8", layout.int8() ? "True" : "False")
                .replace("$SCALES", "" + layout.scale(TargetModule.Q))
                .replace("$BIASES", "" + (config.architecture().qkvBias() ? layout.bias(TargetModule.Q) : 0))
                .replace("$HEADNORMS", "" + (config.architecture().qkNorm() ? layout.queryNorm() : 0))
                .replace("$NEAR", window == null ? "False" : "i >= " + window.fromLayer())
                .replace("$WINDOWOF", window == null ? "0" : "$WINDOW if i >= " + window.fromLayer() + " else 0")
                .replace("$BEFORE", "" + LayerLayout.BEFORE)
                .replace("$STRIDE", "" + layout.stride())
                .replace("$MASK", window == null ? "0" : "int(i >= " + window.fromLayer() + ")")
                .replace("$WINDOW", "" + (window == null ? 0 : window.tokens()))
                .replace("$LAYERS", "" + config.layers())
                .replace("$LAST", "" + (config.layers() - 1))
                .replace("$EPS", Double.toString(config.rmsEps()).toLowerCase(Locale.ROOT));
    }

    /** Where a layer's A of each projection lies among its LoRA tensors, -1 where it has none. */
    private String slots() {
        return Arrays.stream(TargetModule.values())
                .map(target -> targets.contains(target) ? "" + 2 * targets.indexOf(target) : "-1")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String norm(int slot) {
        return config.architecture().qkNorm() ? "o + " + slot : "-1";
    }

    private String linear(TargetModule target) {
        String x = switch (target) {
            case Q, K, V, O -> "h";
            case GATE, UP -> "h2";
            case DOWN -> "m";
        };
        String base = "(self).project(%s, w, o + %d, %s, %s)"
                .formatted(
                        x,
                        layout.weight(target),
                        layout.hasBias(target) ? "o + " + layout.bias(target) : "-1",
                        layout.int8() ? "o + " + layout.scale(target) : "-1");
        int slot = targets.indexOf(target);
        if (slot < 0) {
            return base;
        }
        int stride = 2 * targets.size();
        String low = "torch.linear(%s, torch.to(lo[i * %d + %d], %s))".formatted(x, stride, 2 * slot, x);
        return "torch.add(%s, torch.linear(torch.mul(%s, scale), torch.to(lo[i * %d + %d], %s)))"
                .formatted(base, low, stride, 2 * slot + 1, x);
    }

    @Override
    public String toString() {
        return "Decoder " + targets.stream().map(TargetModule::shortName).collect(Collectors.joining(","));
    }
}
