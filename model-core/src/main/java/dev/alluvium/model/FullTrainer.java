package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import dev.alluvium.model.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains every weight of a decoder: pre-training. With one torch thread the same weights, batches and rates give the
 * same bytes in any process. Not safe for threads.
 */
public final class FullTrainer implements AutoCloseable {
    private final DecoderCore core;
    private final TrainingStep training;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FullTrainer(DecoderConfig config, Map<String, HostTensor> weights, OptimizerConfig optimizer) {
        this.core = BaseModel.core(config, weights, WeightStorage.FP32);
        List<NDArray> trained = core.distinctWeights();
        this.training = new TrainingStep(
                core.manager,
                core.program(Set.of()),
                optimizer,
                config.tensors(),
                trained,
                new WeightGradients(core, trained));
    }

    /** Begins with the given weights, which stay as they are. */
    public static FullTrainer start(DecoderConfig config, Map<String, HostTensor> weights, OptimizerConfig optimizer) {
        return new FullTrainer(config, weights, optimizer);
    }

    /**
     * Fresh weights: norms one, biases zero, the rest normal with deviation 0.02 for the embedding, 0.03 for the projections, and
     * 0.03 / sqrt(2 layers) for those that write to the residual stream (Radford et al. 2019).
     */
    public static Map<String, HostTensor> initialWeights(DecoderConfig config, long seed) {
        Random random = new Random(seed);
        Map<String, HostTensor> weights = new TreeMap<>();
        for (TensorSpec spec : config.tensors()) {
            HostTensor tensor = HostTensor.zeros(spec.dimensions());
            float[] values = tensor.data();
            double deviation = deviation(spec, config);
            boolean norm = spec.shape().size() == 1;
            for (int i = 0; i < values.length && !spec.name().endsWith(".bias"); i++) {
                values[i] = norm ? 1 : (float) (random.nextGaussian() * deviation);
            }
            weights.put(spec.name(), tensor);
        }
        return weights;
    }

    private static double deviation(TensorSpec spec, DecoderConfig config) {
        if (spec.name().endsWith("o_proj.weight") || spec.name().endsWith("down_proj.weight")) {
            return 0.03 / Math.sqrt(2.0 * config.layers());
        }
        return spec.name().contains(".layers.") ? 0.03 : 0.02;
    }

    /** One optimizer step on a batch with at least one target token. */
    public StepResult step(Batch batch, double learningRate) {
        return training.run(List.of(batch), learningRate);
    }

    /** The weights as trained so far, a copy under their Hugging Face names. */
    public Map<String, HostTensor> weights() {
        return training.parameters();
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

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            core.references.release();
        }
    }
}
