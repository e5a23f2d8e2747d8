package dev.alluvium.model.memory;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.TargetModule;
import java.util.Arrays;

/**
 * What the training program keeps of a decoder layer for its backward pass, and what it works with. Norms, the gate and
 * dropout masks are computed again; the last layer goes on past attention with labelled places alone.
 */
final class LayerActivations {
    /** Attention masks are of blocks of short records: at most so many keys for each place. */
    private static final int MASKED_KEYS = 128;

    /** A mask is drawn in int64, twice while it is shifted. */
    private static final int MASK_DRAW_BYTES = 16;

    private final DecoderConfig config;
    private final int bytes;
    private final boolean folds;

    LayerActivations(DecoderConfig config, WeightFormat format) {
        this.config = config;
        this.bytes = format.activationBytes();
        this.folds = format != WeightFormat.BF16;
    }

    /**
     * At the height of the backward pass: in the last layer, which works with labelled places alone, or in the one before it,
     * which works with all of them while the last layer's tensors are free again.
     */
    long training(StepShape step) {
        long last = step.places() * attention() + step.labels() * feedForward();
        long inLast = below(step) + last + step.labels() * working();
        long inOthers = below(step) + (step.checkpointing() ? full(step) : 0) + step.places() * working();
        return bytes * (config.layers() > 1 ? Math.max(inLast, inOthers) : inLast) + fixed(step);
    }

    /** When the forward pass is over and the head works. */
    long kept(StepShape step) {
        return bytes * (below(step) + step.places() * attention() + step.labels() * feedForward()) + fixed(step);
    }

    /** What all layers but the last keep; with checkpointing all layers their inputs. */
    private long below(StepShape step) {
        return step.checkpointing()
                ? config.layers() * step.places() * config.hiddenSize()
                : (config.layers() - 1) * full(step);
    }

    private long full(StepShape step) {
        return step.places() * (attention() + feedForward());
    }

    private long fixed(StepShape step) {
        return masks(step) + folded();
    }

    /** A place's input, query, key, value and attention's output, with its normaliser for each head. */
    private long attention() {
        long queries = (long) config.heads() * config.headDim();
        long keys = (long) config.kvHeads() * config.headDim();
        long raw = config.architecture().qkNorm() ? queries + keys : 0;
        return config.hiddenSize() + 2 * queries + 2 * keys + raw + config.heads();
    }

    /** A place's sum after attention, gate and up projection. */
    private long feedForward() {
        return config.hiddenSize() + 2L * config.intermediateSize();
    }

    /** Gradients on their way through one layer. */
    private long working() {
        return 3L * config.intermediateSize() + 4L * config.hiddenSize();
    }

    private long masks(StepShape step) {
        int keys = config.slidingWindow() == null ? Math.min(step.width(), MASKED_KEYS) : step.width();
        long dropout = step.dropout() ? step.places() * config.intermediateSize() * MASK_DRAW_BYTES : 0;
        return bytes * step.places() * keys + dropout;
    }

    /** One layer's weights with the adapter added, or scaled back from int8; bf16 ones are used as they are. */
    private long folded() {
        return folds
                ? bytes
                        * Arrays.stream(TargetModule.values())
                                .mapToLong(target -> (long) target.inputs(config) * target.outputs(config))
                                .sum()
                : 0;
    }
}
