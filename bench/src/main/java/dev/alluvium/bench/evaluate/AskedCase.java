package dev.alluvium.bench.evaluate;

/**
 * A question as the model got it, for others to answer the same.
 *
 * @param ids the prompt's tokens, in the base's template
 * @param maxTokens that the answer could take
 * @param answer that was made
 */
record AskedCase(long[] ids, int maxTokens, String answer) {}
