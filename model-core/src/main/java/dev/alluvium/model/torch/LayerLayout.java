package dev.alluvium.model.torch;

import dev.alluvium.model.Architecture;
import dev.alluvium.model.TargetModule;

/**
 * Where each tensor of a layer lies in the program's list of weights, counted from the layer's first: two norms, seven
 * projections, then the biases and norms that the architecture adds, then the scales of int8 projections.
 */
record LayerLayout(Architecture architecture, boolean int8) {
    /** The embedding, the final norm and the output projection come before the first layer. */
    static final int BEFORE = 3;

    private static final int NORMS = 2;
    private static final int PROJECTIONS = TargetModule.values().length;
    private static final int BIASES = 3;

    /** Tensors of one layer. */
    int stride() {
        return scales() + (int8 ? PROJECTIONS : 0);
    }

    int weight(TargetModule target) {
        return NORMS + target.ordinal();
    }

    boolean hasBias(TargetModule target) {
        return architecture.qkvBias()
                && (target == TargetModule.Q || target == TargetModule.K || target == TargetModule.V);
    }

    int bias(TargetModule target) {
        return NORMS + PROJECTIONS + target.ordinal();
    }

    int scale(TargetModule target) {
        return scales() + target.ordinal();
    }

    int queryNorm() {
        return NORMS + PROJECTIONS + (architecture.qkvBias() ? BIASES : 0);
    }

    int keyNorm() {
        return queryNorm() + 1;
    }

    private int scales() {
        return queryNorm() + (architecture.qkNorm() ? 2 : 0);
    }
}
