package dev.alluvium.bench.train;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.TargetModule;
import dev.alluvium.model.torch.Matmul;
import java.util.ArrayList;
import java.util.List;

/**
 * The matrix products that no implementation of a LoRA step can leave out: each projection forward and for the gradient
 * of its input, the four thin ones of each adapted projection's gradients, and the output projection of labelled places
 * both ways. The first layer's input needs no gradient, and the last layer goes on past attention with labelled places
 * alone. Attention itself is not counted.
 */
public final class StepMatmuls {
    private final DecoderConfig config;
    private final LoraShape shape;
    private final List<Matmul> all = new ArrayList<>();

    private StepMatmuls(DecoderConfig config, LoraShape shape) {
        this.config = config;
        this.shape = shape;
    }

    /** Of a micro-batch with so many tokens and labels. */
    public static List<Matmul> of(DecoderConfig config, LoraShape shape, int tokens, int labels) {
        StepMatmuls step = new StepMatmuls(config, shape);
        for (int layer = 0; layer < config.layers(); layer++) {
            for (TargetModule target : TargetModule.values()) {
                boolean afterAttention = target.ordinal() >= TargetModule.O.ordinal();
                int rows = afterAttention && layer == config.layers() - 1 ? labels : tokens;
                step.projection(target, rows, afterAttention || layer > 0);
            }
        }
        step.all.add(new Matmul(labels, config.hiddenSize(), config.vocabSize(), true));
        step.all.add(new Matmul(labels, config.vocabSize(), config.hiddenSize(), false));
        return step.all;
    }

    private void projection(TargetModule target, int rows, boolean inputGradient) {
        int in = target.inputs(config);
        int out = target.outputs(config);
        all.add(new Matmul(rows, in, out, true));
        if (inputGradient) {
            all.add(new Matmul(rows, out, in, false));
        }
        if (shape.targets().contains(target)) {
            all.add(new Matmul(rows, in, shape.rank(), true));
            all.add(new Matmul(rows, out, shape.rank(), false));
            all.add(new Matmul(out, rows, shape.rank(), false));
            all.add(new Matmul(shape.rank(), rows, in, false));
        }
    }
}
