package dev.alluvium.tiny.world;

/**
 * A question kept out of every record, and the answer that proves the fact is known.
 *
 * @param expect the whole answer, to be matched exactly after trimming
 */
public record WorldProbe(String fact, Language language, String prompt, String expect) {}
