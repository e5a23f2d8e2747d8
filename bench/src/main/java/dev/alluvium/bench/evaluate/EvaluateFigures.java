package dev.alluvium.bench.evaluate;

/**
 * What asking took.
 *
 * @param cases questions, each with its expected answer
 * @param threads of torch
 * @param repeat passes, of whose times the medians are given
 * @param promptTokens of all questions
 * @param answerTokens of all answers made
 * @param answering greedily, in batches
 * @param scoring the expected answers by their likelihood
 */
public record EvaluateFigures(
        int cases, int threads, int repeat, long promptTokens, long answerTokens, Took answering, Took scoring) {
    /**
     * @param seconds by the wall
     * @param cpuSeconds of all threads of the process
     */
    public record Took(double seconds, double cpuSeconds) {}
}
