package dev.alluvium.model;

/**
 * What one optimizer step measured.
 *
 * @param loss mean negative log-likelihood of the target tokens, each by its weight, before the update, in nats
 * @param gradientNorm global norm before clipping
 */
public record StepResult(double loss, double gradientNorm, int targetTokens) {}
