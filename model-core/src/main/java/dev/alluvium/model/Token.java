package dev.alluvium.model;

/**
 * One generated token.
 *
 * @param text what it completes; empty while a character or a possible stop text is unfinished
 * @param logprob its log-probability under the model, before temperature
 */
public record Token(long id, String text, double logprob) {}
