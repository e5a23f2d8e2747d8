package dev.alluvium.model.memory;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.TargetModule;
import java.util.Set;

/**
 * What autograd keeps of a decoder layer. The weights are frozen, so that a projection keeps its input only where LoRA
 * reads it; the last layer goes on past attention with labelled places alone.
 */
final class LayerActivations {
    /** Bytes of a place in the attention mask while it is built: two booleans, two floats. */
    private static final int MASK_BYTES = 10;

    private final DecoderConfig config;
    private final Set<TargetModule> targets;
    private final int rank;
    private final int bytes;

    LayerActivations(DecoderConfig config, LoraShape lora, WeightFormat format) {
        this.config = config;
        this.targets = lora.targets();
        this.rank = lora.rank();
        this.bytes = format.activationBytes();
    }

    /** At the height of the backward pass. */
    long training(StepShape step) {
        long before = step.places() * attention(step);
        long after = step.places() * feedForward(step);
        long last = before + step.labels() * feedForward(step);
        long layers = config.layers();
        long kept = step.checkpointing()
                ? layers * step.places() * config.hiddenSize() + Math.max(before + after, last)
                : (layers - 1) * (before + after) + last;
        return bytes * (kept + step.places() * working()) + mask(step);
    }

    /** Values of a place up to attention's output. */
    private long attention(StepShape step) {
        long hidden = config.hiddenSize();
        long heads = (long) config.heads() * config.headDim();
        long normed = reads(TargetModule.Q, TargetModule.K, TargetModule.V) ? hidden : 0;
        long queryKeyValueOut = 4 * heads;
        return hidden + normed + queryKeyValueOut + config.heads() + lora(step, 0, TargetModule.O.ordinal());
    }

    /** Values of a place from attention's output to the layer's. */
    private long feedForward(StepShape step) {
        long hidden = config.hiddenSize();
        long inner = config.intermediateSize();
        long normed = reads(TargetModule.GATE, TargetModule.UP) ? hidden : 0;
        long gated = reads(TargetModule.DOWN) ? inner : 0;
        long gateUpSilu = 3 * inner;
        return hidden
                + normed
                + gateUpSilu
                + gated
                + lora(step, TargetModule.O.ordinal(), TargetModule.values().length);
    }

    /** The low-rank values between A and B, and a masked copy of the input where dropout draws one. */
    private long lora(StepShape step, int from, int to) {
        return targets.stream()
                .filter(target -> target.ordinal() >= from && target.ordinal() < to)
                .mapToLong(target -> rank + (step.dropout() ? target.inputs(config) : 0))
                .sum();
    }

    /** Gradients on their way through one layer. */
    private long working() {
        return 3L * config.intermediateSize() + 2L * config.hiddenSize();
    }

    private static long mask(StepShape step) {
        return step.places() * step.width() * MASK_BYTES;
    }

    private boolean reads(TargetModule... any) {
        for (TargetModule target : any) {
            if (targets.contains(target)) {
                return true;
            }
        }
        return false;
    }
}
