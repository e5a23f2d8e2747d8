package dev.alluvium.model;

/**
 * A token that the model considered at a place, with its log-probability.
 *
 * @param text of it alone, as it reads behind another token; a part of a character is a replacement character
 * @param logprob its log-probability under the model, before temperature
 */
public record TokenAlternative(long id, String text, double logprob) {}
