package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains a LoRA adapter on a frozen base with a fresh optimizer. With one torch thread the same adapter, batches and
 * rates give the same bytes in any process. Not safe for threads.
 */
public final class LoraTrainer implements AutoCloseable {
    private final DecoderCore core;
    private final NDManager manager;
    private final LoraShape shape;
    private final String template;
    private final TrainingStep training;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LoraTrainer(BaseModel base, Adapter from, OptimizerConfig optimizer, TrainingOptions options) {
        from.requireFits(base.config());
        from.requireTemplate(base.template());
        this.template = base.template().hash();
        this.core = base.core();
        core.references.retain();
        this.manager = core.manager.newSubManager();
        this.shape = from.shape();
        List<TensorSpec> specs = Adapter.specs(shape, base.config());
        List<NDArray> lora = specs.stream()
                .map(spec -> core.upload(
                        manager, Objects.requireNonNull(from.tensors().get(spec.name()))))
                .toList();
        this.training = new TrainingStep(
                manager,
                core.program(shape.targets()),
                optimizer,
                specs,
                lora,
                new AdapterGradients(core, manager, shape, lora, options));
    }

    /** Begins with the values of {@code from}, which stays as it is. */
    public static LoraTrainer start(BaseModel base, Adapter from, OptimizerConfig optimizer) {
        return start(base, from, optimizer, TrainingOptions.standard());
    }

    /** The same with dropout or another choice of checkpointing. */
    public static LoraTrainer start(BaseModel base, Adapter from, OptimizerConfig optimizer, TrainingOptions options) {
        return new LoraTrainer(base, from, optimizer, options);
    }

    /** One optimizer step on a batch with at least one target token. */
    public StepResult step(Batch batch, double learningRate) {
        return step(List.of(batch), learningRate);
    }

    /**
     * One optimizer step on several micro-batches. The loss is divided by the target tokens of all of them, so that the
     * split changes the memory but not the step; without dropout, whose masks differ with it.
     */
    public StepResult step(List<Batch> microBatches, double learningRate) {
        return training.run(microBatches, learningRate);
    }

    /**
     * The diagonal Fisher information of the adapter as it is, from the gradient of each record alone.
     *
     * @param records batches of one record each
     */
    public Fisher fisher(List<Batch> records) {
        return training.fisher(records);
    }

    /**
     * Pulls every value towards an anchor by the penalty {@code strength / 2 * fisher * (value - anchor)^2}, as one
     * proximal step: apart from AdamW, which would undo the penalty's scale, and stable at any strength.
     */
    public void pull(Adapter anchor, Fisher fisher, double strength) {
        training.pull(anchor.tensors(), fisher.tensors(), strength);
    }

    /** The adapter as trained so far, a copy. */
    public Adapter adapter() {
        return new Adapter(shape, new TreeMap<>(training.parameters()), template);
    }

    /** The state for a checkpoint. */
    public TrainingSnapshot snapshot() {
        return training.snapshot();
    }

    /** Goes back to a snapshot; what follows is bit for bit what followed it. */
    public void restore(TrainingSnapshot snapshot) {
        training.restore(snapshot);
    }

    /** Optimizer steps done. */
    public long steps() {
        return training.step();
    }

    TrainingStep training() {
        return training;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            manager.close();
            core.references.release();
        }
    }
}
