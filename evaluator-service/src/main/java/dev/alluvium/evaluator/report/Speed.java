package dev.alluvium.evaluator.report;

/**
 * How fast a version answered some of the round's questions, one after the other, on the evaluator's own machine.
 *
 * @param answers that were timed
 * @param seconds of an answer, the middle one
 * @param tokensPerSecond of all of them
 */
public record Speed(int answers, double seconds, double tokensPerSecond) {}
