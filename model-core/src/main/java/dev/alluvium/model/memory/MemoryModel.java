package dev.alluvium.model.memory;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.TensorSpec;

/**
 * What a decoder takes, from its shape alone: the plan of a run, {@code train --dry-run} and {@code model inspect} ask
 * it before anything is loaded. Counts the tensors that the training program keeps ({@link LayerActivations}); a test
 * bounds its error against the resident memory of real steps.
 */
public final class MemoryModel {
    /** Adapter values, gradients and moments are fp32 whatever the base's format. */
    private static final int TRAINED_BYTES = 4;

    /** Gradient, first and second moment. */
    private static final int OPTIMIZER_TENSORS = 3;

    /** Logits and their log-softmax, which becomes the gradient: alive together, in fp32. */
    private static final int LOGIT_COPIES = 2;

    /** Labels whose logits the program computes at once. */
    private static final int LABEL_CHUNK = 128;

    /** glibc's fragments as a share of a step's tensors: 0.10 to 0.18 on the shapes of the calibrating test. */
    private static final double FRAGMENTS = 1.0 / 8;

    private final DecoderConfig config;
    private final WeightFormat format;

    public MemoryModel(DecoderConfig config, WeightFormat format) {
        this.config = config;
        this.format = format;
    }

    /** Bytes of the base's weights. */
    public long weights() {
        return config.tensors().stream().mapToLong(format::bytes).sum();
    }

    /** Training an adapter, a micro-batch at a time. */
    public MemoryEstimate training(LoraShape lora, StepShape step) {
        long adapter = TRAINED_BYTES
                * Adapter.specs(lora, config).stream()
                        .mapToLong(TensorSpec::elements)
                        .sum();
        LayerActivations layer = new LayerActivations(config, format);
        long logits = (long) LOGIT_COPIES * Float.BYTES * Math.min(step.labels(), LABEL_CHUNK) * config.vocabSize();
        long activations = layer.training(step);
        long beyond = Math.max(0, layer.kept(step) + logits - activations);
        long fragments = (long) (FRAGMENTS * (activations + beyond));
        return new MemoryEstimate(weights(), adapter, OPTIMIZER_TENSORS * adapter, activations, beyond, fragments, 0);
    }

    /** Answering so many requests at once, each of so many tokens with its answer, every one with its own keys and values. */
    public MemoryEstimate serving(int requests, int tokens) {
        long cache = 2L * config.layers() * config.kvHeads() * config.headDim() * format.activationBytes();
        long logits = (long) Float.BYTES * requests * config.vocabSize();
        return new MemoryEstimate(weights(), 0, 0, 0, logits, 0, cache * requests * tokens);
    }
}
