package dev.alluvium.evaluator.gate;

/**
 * What the gate must know about the round besides the measurements.
 *
 * @param forced cut by command: what cannot be judged then waits for an operator
 */
public record RoundContext(boolean forced) {}
