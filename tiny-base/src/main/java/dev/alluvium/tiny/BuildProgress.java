package dev.alluvium.tiny;

/** Told about a build while it runs. */
@FunctionalInterface
public interface BuildProgress {
    /** Tells nobody. */
    BuildProgress SILENT = (step, of, loss, tokensPerSecond) -> {};

    /**
     * Called after each step.
     *
     * @param loss of this step, in nats per token
     * @param tokensPerSecond since the first step, padding left out
     */
    void stepped(int step, int of, double loss, double tokensPerSecond);
}
