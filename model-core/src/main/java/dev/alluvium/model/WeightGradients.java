package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.torch.Program;
import java.util.List;
import java.util.Set;

/** Gradients of every weight of a decoder, by autograd. */
final class WeightGradients implements TrainingStep.Gradients {
    private final DecoderCore core;
    private final Program program;
    private final List<NDArray> trained;

    WeightGradients(DecoderCore core, List<NDArray> trained) {
        this.core = core;
        this.program = core.program(Set.of());
        this.trained = trained;
        trained.forEach(weight -> weight.setRequiresGradient(true));
    }

    @Override
    public NDArray add(NDManager call, Batch batch, double divisor, long pass, List<NDArray> gradients) {
        Shape grid = new Shape(batch.rows, batch.width);
        return program.train(
                        call,
                        "gradients",
                        call.create(batch.tokens, grid),
                        call.create(batch.positions, grid),
                        call.create(batch.segments, grid),
                        call.create(batch.at),
                        call.create(batch.labels),
                        call.create(batch.weights),
                        core.frequencies,
                        core.weights,
                        List.of(),
                        gradients,
                        1.0,
                        divisor,
                        trained)
                .get(0);
    }
}
