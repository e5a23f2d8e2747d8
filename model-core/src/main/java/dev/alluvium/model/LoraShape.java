package dev.alluvium.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The shape of a LoRA adapter (Hu et al. 2021): each targeted weight W becomes W + (alpha / rank) B A.
 *
 * @param rank rows of A and columns of B
 * @param alpha the numerator of the scale
 * @param targets the projections adapted in every layer, in enum order
 * @param rankStabilised whether the scale is alpha / sqrt(rank), as of rsLoRA (Kalajdzievski 2023)
 */
public record LoraShape(int rank, double alpha, Set<TargetModule> targets, boolean rankStabilised) {
    public LoraShape {
        if (rank < 1) {
            throw new ModelException("lora.rank", rank, "must be at least 1", "try 16");
        }
        if (!(alpha > 0)) {
            throw new ModelException("lora.alpha", alpha, "must be positive", "try twice the rank");
        }
        if (targets.isEmpty()) {
            throw new ModelException("lora.targets", targets, "must name a projection", "try all");
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    /** A shape with the scale alpha / rank. */
    public LoraShape(int rank, double alpha, Set<TargetModule> targets) {
        this(rank, alpha, targets, false);
    }

    /** All seven projections, alpha twice the rank. */
    public static LoraShape all(int rank) {
        return new LoraShape(rank, 2.0 * rank, TargetModule.all());
    }

    /** What B A is multiplied by. */
    public double scale() {
        return rankStabilised ? alpha / Math.sqrt(rank) : alpha / rank;
    }
}
