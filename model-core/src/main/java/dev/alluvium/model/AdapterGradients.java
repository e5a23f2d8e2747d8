package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.TrainingOptions.Checkpointing;
import dev.alluvium.model.memory.MemoryModel;
import dev.alluvium.model.memory.StepShape;
import dev.alluvium.model.torch.Program;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Gradients of an adapter by the program's backward pass by hand. */
final class AdapterGradients implements TrainingStep.Gradients {
    /** Labels whose logits exist at once: few enough to stay in a core's cache with a small vocabulary. */
    private static final long LABEL_CHUNK = 128;

    private final DecoderCore core;
    private final Program program;
    private final LoraShape shape;
    private final List<NDArray> lora;
    private final TrainingOptions options;
    private final BaseHiddenStates base;

    /** Tensors that outlive a call belong to {@code owner}. */
    AdapterGradients(DecoderCore core, NDManager owner, LoraShape shape, List<NDArray> lora, TrainingOptions options) {
        this.base = new BaseHiddenStates(core, owner);
        this.core = core;
        this.program = core.program(shape.targets());
        this.shape = shape;
        this.lora = lora;
        this.options = options;
    }

    @Override
    public NDArray add(NDManager call, Batch batch, double divisor, long pass, List<NDArray> gradients) {
        TokenLayout layout = core.manager.getDevice().isGpu() ? TokenLayout.of(batch, 0) : TokenLayout.of(batch);
        int[] order = batch.distilledLast();
        return program.infer(
                        call,
                        "adapter_gradients",
                        call.create(layout.tokens()),
                        call.create(layout.positions()),
                        call.create(layout.records()),
                        layout.bounds(),
                        layout.alone(),
                        call.create(picked(layout.at(), order)),
                        call.create(picked(batch.labels, order)),
                        call.create(picked(batch.weights, order)).toType(core.storage.adapters(), false),
                        states(call, batch),
                        call.create(shares(batch)).toType(core.storage.adapters(), false),
                        core.frequencies,
                        core.weights,
                        lora,
                        gradients,
                        shape.scale(),
                        divisor,
                        options.dropout(),
                        key(options.seed(), pass),
                        core.storage.foldsAdapters() && options.dropout() == 0,
                        checkpoints(batch),
                        LABEL_CHUNK)
                .get(0);
    }

    private NDArray states(NDManager call, Batch batch) {
        NDList states = new NDList();
        batch.distilled.forEach(each -> states.add(base.of(each.example(), call)));
        return states.isEmpty() ? call.create(new Shape(0, core.config.hiddenSize())) : concat(call, states);
    }

    private static NDArray concat(NDManager call, NDList parts) {
        NDArray all = NDArrays.concat(parts);
        all.attach(call);
        return all;
    }

    private static float[] shares(Batch batch) {
        float[] shares = new float
                [batch.distilled.stream()
                        .mapToInt(each -> each.example().targets())
                        .sum()];
        int next = 0;
        for (Batch.Distilled each : batch.distilled) {
            int end = next + each.example().targets();
            Arrays.fill(shares, next, end, (float) each.example().distillation());
            next = end;
        }
        return shares;
    }

    private static long[] picked(long[] values, int[] order) {
        return IntStream.of(order).mapToLong(i -> values[i]).toArray();
    }

    private static float[] picked(float[] values, int[] order) {
        float[] picked = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            picked[i] = values[order[i]];
        }
        return picked;
    }

    private boolean checkpoints(Batch batch) {
        return options.checkpointing() == Checkpointing.ON
                || options.checkpointing() == Checkpointing.AUTO && kept(batch) > free() / 2;
    }

    private long kept(Batch batch) {
        StepShape step = new StepShape(batch.rows, batch.width, batch.targetTokens(), false, options.dropout() > 0);
        return new MemoryModel(core.config, core.storage.format())
                .training(shape, step)
                .activations();
    }

    private static long free() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : Long.MAX_VALUE;
    }

    /** 31 well-mixed bits of (seed, pass): the finaliser of SplitMix64 (Steele et al. 2014). */
    static long key(long seed, long pass) {
        long z = seed * 0x9E3779B97F4A7C15L + pass;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) & Integer.MAX_VALUE;
    }
}
