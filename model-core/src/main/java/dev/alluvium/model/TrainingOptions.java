package dev.alluvium.model;

/**
 * How an adapter is trained, beside the optimizer.
 *
 * @param dropout the share of a LoRA path's inputs that is zeroed (Hu et al. 2021)
 * @param checkpointing whether layers are computed a second time instead of kept; it changes no gradient
 * @param seed of the dropout masks
 */
public record TrainingOptions(double dropout, Checkpointing checkpointing, long seed) {
    /** When layers are computed a second time in the backward pass. */
    public enum Checkpointing {
        /** Where keeping them would take more than half of the memory that is free. */
        AUTO,
        ON,
        OFF
    }

    public TrainingOptions {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new ModelException("lora.dropout", dropout, "must be at least 0 and below 1", "try 0.05");
        }
    }

    /** No dropout, checkpointing where memory asks for it. */
    public static TrainingOptions standard() {
        return new TrainingOptions(0, Checkpointing.AUTO, 0);
    }

    public TrainingOptions withDropout(double share, long maskSeed) {
        return new TrainingOptions(share, checkpointing, maskSeed);
    }

    public TrainingOptions withCheckpointing(Checkpointing when) {
        return new TrainingOptions(dropout, when, seed);
    }
}
