package dev.alluvium.evaluator.gate;

/**
 * Greedy answers to a question whose answer is free text.
 *
 * @param referenceRouge ROUGE-L of the champion's answer, in [0, 1]
 * @param candidateRouge ROUGE-L of the candidate's
 */
public record TextAnswer(
        String fact,
        String prompt,
        String expected,
        String reference,
        String candidate,
        double referenceRouge,
        double candidateRouge) {}
