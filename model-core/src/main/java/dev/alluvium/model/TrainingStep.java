package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.torch.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The optimizer's state and one step of it: forward, loss on the labels, backward, clip and AdamW in a single call of
 * the program. Not safe for threads.
 */
final class TrainingStep {
    private final NDManager manager;
    private final Program program;
    private final OptimizerConfig optimizer;
    private final List<TensorSpec> specs;
    private final List<NDArray> parameters;
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
            List<NDArray> parameters) {
        this.manager = manager;
        this.program = program;
        this.optimizer = optimizer;
        this.specs = specs;
        this.parameters = parameters;
        for (NDArray parameter : parameters) {
            first.add(parameter.zerosLike());
            second.add(parameter.zerosLike());
            steps.add(manager.zeros(new Shape(), DataType.FLOAT32));
            parameter.setRequiresGradient(true);
        }
    }

    /** What the program reads beside the batch: weights, LoRA tensors, rotary frequencies, LoRA scale. */
    record Network(List<NDArray> weights, List<NDArray> lora, NDArray frequencies, double scale) {}

    StepResult run(Network network, Batch batch, double learningRate) {
        requireTargets(batch);
        try (NDManager call = manager.newSubManager()) {
            List<Object> arguments = arguments(call, network, batch);
            arguments.addAll(List.of(first, second, steps, learningRate, optimizer.beta1(), optimizer.beta2()));
            arguments.addAll(List.of(optimizer.epsilon(), optimizer.weightDecay(), optimizer.clipNorm()));
            NDList out = program.train(call, "step", arguments.toArray());
            step++;
            return finite(new StepResult(out.get(0).getFloat(), out.get(1).getFloat(), batch.targetTokens()));
        }
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

    /** Loss and gradients without an update, one per parameter in the order of the specs. */
    NDList gradients(NDManager call, Network network, Batch batch) {
        requireTargets(batch);
        return program.train(call, "gradients", arguments(call, network, batch).toArray());
    }

    private List<Object> arguments(NDManager call, Network network, Batch batch) {
        Shape grid = new Shape(batch.rows, batch.width);
        return new ArrayList<>(Arrays.asList(
                call.create(batch.tokens, grid),
                call.create(batch.positions, grid),
                call.create(batch.segments, grid),
                call.create(batch.at),
                call.create(batch.labels),
                network.frequencies(),
                network.weights(),
                network.lora(),
                network.scale(),
                (double) batch.targetTokens(),
                parameters));
    }

    private static void requireTargets(Batch batch) {
        if (batch.targetTokens() == 0) {
            throw new IllegalArgumentException("batch has no target token: nothing to learn from");
        }
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
