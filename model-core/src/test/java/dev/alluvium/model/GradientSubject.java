package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** A small decoder whose gradients a test reads: of an adapter, or of every weight. */
final class GradientSubject implements AutoCloseable {
    private final DecoderCore core;
    private final TrainingStep step;
    private final List<NDArray> parameters;

    private GradientSubject(DecoderCore core, TrainingStep step, List<NDArray> parameters) {
        this.core = core;
        this.step = step;
        this.parameters = parameters;
    }

    static GradientSubject adapter(
            DecoderConfig config, WeightStorage storage, Set<TargetModule> targets, TrainingOptions options) {
        DecoderCore core = BaseModel.core(config, weights(config), storage);
        Adapter adapter = RandomAdapter.of(config, new LoraShape(3, 6, targets), 9);
        List<TensorSpec> specs = Adapter.specs(adapter.shape(), config);
        List<NDArray> tensors = specs.stream()
                .map(spec -> core.upload(
                        core.manager, Objects.requireNonNull(adapter.tensors().get(spec.name()))))
                .toList();
        TrainingStep step = new TrainingStep(
                core.manager,
                core.program(targets),
                OptimizerConfig.adamW(),
                specs,
                tensors,
                new AdapterGradients(core, core.manager, adapter.shape(), tensors, options));
        return new GradientSubject(core, step, tensors);
    }

    static GradientSubject allWeights(DecoderConfig config) {
        DecoderCore core = BaseModel.core(config, weights(config), WeightStorage.FP64);
        List<NDArray> tensors = core.distinctWeights();
        TrainingStep step = new TrainingStep(
                core.manager,
                core.program(Set.of()),
                OptimizerConfig.adamW(),
                config.tensors(),
                tensors,
                new WeightGradients(core, tensors));
        return new GradientSubject(core, step, tensors);
    }

    /** Biases and head norms are random as well: one that is left out shows. */
    private static java.util.Map<String, dev.alluvium.model.tensor.HostTensor> weights(DecoderConfig config) {
        var weights = RandomCheckpoint.weights(config, 5);
        Random random = new Random(8);
        weights.forEach((name, tensor) -> {
            if (tensor.shape().length == 1) {
                float[] values = tensor.data();
                for (int i = 0; i < values.length; i++) {
                    values[i] += (float) random.nextGaussian() * 0.2f;
                }
            }
        });
        return weights;
    }

    int parameters() {
        return parameters.size();
    }

    /** Loss, then the gradient of each parameter. */
    double[][] gradients(List<Batch> batches) {
        double loss = step.accumulate(batches);
        double[][] all = new double[parameters.size() + 1][];
        all[0] = new double[] {loss};
        for (int i = 0; i < parameters.size(); i++) {
            all[i + 1] = doubles(step.gradients().get(i));
        }
        try (NDManager call = core.manager.newSubManager()) {
            List<NDArray> zeros = step.gradients().stream()
                    .map(gradient -> call.zeros(gradient.getShape(), gradient.getDataType()))
                    .toList();
            core.program(Set.of()).train(call, "assign", step.gradients(), zeros);
        }
        return all;
    }

    /** The loss after one number of a parameter has changed; it changes back. */
    double lossWith(List<Batch> batches, int parameter, int at, double change) {
        NDArray array = parameters.get(parameter);
        double[] values = array.toDoubleArray();
        double kept = values[at];
        values[at] = kept + change;
        assign(array, values);
        double loss = gradients(batches)[0][0];
        values[at] = kept;
        assign(array, values);
        return loss;
    }

    /** Not NDArray.set: it leaves the tensor on memory that the garbage collector may take back. */
    private void assign(NDArray array, double[] values) {
        try (NDManager call = core.manager.newSubManager()) {
            NDArray source = call.create(values, array.getShape());
            core.program(Set.of()).train(call, "assign", List.of(array), List.of(source));
        }
    }

    private static double[] doubles(NDArray array) {
        if (array.getDataType() == ai.djl.ndarray.types.DataType.FLOAT64) {
            return array.toDoubleArray();
        }
        float[] values = array.toFloatArray();
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    @Override
    public void close() {
        core.references.release();
    }
}
