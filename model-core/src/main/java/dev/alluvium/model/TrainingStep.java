package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.torch.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The optimizer's state and one step of it: gradients of each micro-batch, then clipping and AdamW. Not safe for threads. */
final class TrainingStep {
    /** A step has fewer micro-batches than 2 to this power. */
    private static final int PASS_BITS = 20;

    private final NDManager manager;
    private final Program program;
    private final OptimizerConfig optimizer;
    private final List<TensorSpec> specs;
    private final List<NDArray> parameters;
    private final Gradients source;
    private final List<NDArray> gradients = new ArrayList<>();
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private final List<NDArray> steps = new ArrayList<>();
    private long step;

    /** The tensors of {@code parameters} are trained in place; they belong to {@code manager}. */
    TrainingStep(
            NDManager manager,
            Program program,
            OptimizerConfig optimizer,
            List<TensorSpec> specs,
            List<NDArray> parameters,
            Gradients source) {
        this.source = source;
        this.manager = manager;
        this.program = program;
        this.optimizer = optimizer;
        this.specs = specs;
        this.parameters = parameters;
        for (NDArray parameter : parameters) {
            gradients.add(parameter.zerosLike());
            first.add(parameter.zerosLike());
            second.add(parameter.zerosLike());
            steps.add(manager.zeros(new Shape(), DataType.FLOAT32));
        }
    }

    /** Takes the gradients of one micro-batch. */
    interface Gradients {
        /**
         * Adds a micro-batch's gradients to {@code gradients}.
         *
         * @param divisor what the summed loss is divided by
         * @param pass a number that no other micro-batch of the run has
         * @return the micro-batch's part of the loss
         */
        NDArray add(NDManager call, Batch batch, double divisor, long pass, List<NDArray> gradients);
    }

    /** One step on micro-batches whose target tokens count alike, however they are split. */
    StepResult run(List<Batch> batches, double learningRate) {
        int targets = batches.stream().mapToInt(Batch::targetTokens).sum();
        double mass = batches.stream().mapToDouble(Batch::mass).sum();
        double loss = accumulate(batches) * (mass > 0 ? targets / mass : 1);
        try (NDManager call = manager.newSubManager()) {
            NDArray norm = program.train(
                            call,
                            "apply",
                            parameters,
                            gradients,
                            first,
                            second,
                            steps,
                            learningRate,
                            optimizer.beta1(),
                            optimizer.beta2(),
                            optimizer.epsilon(),
                            optimizer.weightDecay(),
                            optimizer.clipNorm())
                    .get(0);
            step++;
            return finite(new StepResult(loss, number(norm), targets));
        }
    }

    /** Adds the gradients of all; the mean loss of their target tokens. */
    double accumulate(List<Batch> batches) {
        double targets = batches.stream().mapToInt(Batch::targetTokens).sum();
        if (targets == 0) {
            throw new IllegalArgumentException("no batch has a target token: nothing to learn from");
        }
        double loss = 0;
        for (int i = 0; i < batches.size(); i++) {
            if (batches.get(i).targetTokens() > 0) {
                try (NDManager call = manager.newSubManager()) {
                    loss += number(source.add(call, batches.get(i), targets, (step << PASS_BITS) + i, gradients));
                }
            }
        }
        return loss;
    }

    /** The mean of the squared gradients of batches that are one record each; no step is made. */
    Fisher fisher(List<Batch> records) {
        SortedMap<String, HostTensor> sums = new TreeMap<>();
        specs.forEach(spec -> sums.put(spec.name(), HostTensor.zeros(spec.dimensions())));
        for (Batch record : records) {
            accumulate(List.of(record));
            for (int i = 0; i < specs.size(); i++) {
                float[] sum =
                        Objects.requireNonNull(sums.get(specs.get(i).name())).data();
                float[] gradient = gradients.get(i).toFloatArray();
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += gradient[j] * gradient[j] / records.size();
                }
                gradients.get(i).subi(gradients.get(i));
            }
        }
        return new Fisher(sums);
    }

    /** The proximal step of a quadratic penalty: value = anchor + (value - anchor) / (1 + strength * weight). */
    void pull(Map<String, HostTensor> anchor, Map<String, HostTensor> weight, double strength) {
        try (NDManager call = manager.newSubManager()) {
            List<NDArray> pulled = new ArrayList<>();
            for (int i = 0; i < specs.size(); i++) {
                String name = specs.get(i).name();
                HostTensor values = Objects.requireNonNull(anchor.get(name));
                HostTensor weights = Objects.requireNonNull(weight.get(name));
                float[] now = parameters.get(i).toFloatArray();
                for (int j = 0; j < now.length; j++) {
                    float at = values.data()[j];
                    now[j] = (float) (at + (now[j] - at) / (1 + strength * weights.data()[j]));
                }
                pulled.add(call.create(now, new Shape(values.shape())));
            }
            program.train(call, "assign", parameters, pulled);
        }
    }

    /** The gradients since the last step, one per parameter in the order of the specs. */
    List<NDArray> gradients() {
        return gradients;
    }

    private static double number(NDArray scalar) {
        return scalar.getDataType() == DataType.FLOAT64 ? scalar.getDouble() : scalar.getFloat();
    }

    private StepResult finite(StepResult result) {
        if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
            throw new ModelException(
                    "training.step " + step,
                    "loss " + result.loss() + ", gradient norm " + result.gradientNorm(),
                    "must be finite: training has diverged",
                    "lower learning-rate and go back to the last snapshot");
        }
        return result;
    }

    long step() {
        return step;
    }

    Map<String, HostTensor> parameters() {
        Map<String, HostTensor> values = new TreeMap<>();
        download("", parameters, values);
        return values;
    }

    TrainingSnapshot snapshot() {
        Map<String, HostTensor> values = new TreeMap<>();
        download("parameter/", parameters, values);
        download("first/", first, values);
        download("second/", second, values);
        return new TrainingSnapshot(step, values);
    }

    void restore(TrainingSnapshot snapshot) {
        upload("parameter/", parameters, snapshot.tensors());
        upload("first/", first, snapshot.tensors());
        upload("second/", second, snapshot.tensors());
        try (NDManager call = manager.newSubManager()) {
            List<NDArray> counts =
                    new ArrayList<>(Collections.nCopies(steps.size(), call.create((float) snapshot.step())));
            program.train(call, "assign", steps, counts);
        }
        step = snapshot.step();
    }

    private void download(String prefix, List<NDArray> from, Map<String, HostTensor> into) {
        for (int i = 0; i < specs.size(); i++) {
            TensorSpec spec = specs.get(i);
            into.put(
                    prefix + spec.name(),
                    new HostTensor(spec.dimensions(), from.get(i).toFloatArray()));
        }
    }

    private void upload(String prefix, List<NDArray> into, Map<String, HostTensor> from) {
        for (TensorSpec spec : specs) {
            HostTensor tensor = from.get(prefix + spec.name());
            Checkpoint.check("snapshot#" + prefix + spec.name(), spec, tensor == null ? null : tensor.shape());
        }
        try (NDManager call = manager.newSubManager()) {
            List<NDArray> values = specs.stream()
                    .map(spec -> Objects.requireNonNull(from.get(prefix + spec.name())))
                    .map(tensor -> call.create(tensor.data(), new Shape(tensor.shape())))
                    .toList();
            program.train(call, "assign", into, values);
        }
    }
}
