package dev.alluvium.evaluator.gate;

/**
 * Two texts of which each fits its own place better than the other's, or not; by chance half of all pairs do.
 *
 * @param reference whether the champion finds so
 * @param candidate whether the candidate does
 * @param words whether the rare words that a text shares with a place say so
 */
public record TextPair(boolean reference, boolean candidate, boolean words) {}
