package dev.alluvium.tiny.bpe;

import java.util.List;

/**
 * A learnt byte-level vocabulary.
 *
 * @param symbols every token by its id, in the byte alphabet of GPT-2; the special tokens come first
 * @param merges pairs of symbols in the order in which they are merged
 * @param special how many of the first symbols are special tokens
 */
public record Bpe(List<String> symbols, List<Merge> merges, int special) {

    /** Two neighbouring symbols that become one. */
    public record Merge(String left, String right) {}

    public Bpe {
        symbols = List.copyOf(symbols);
        merges = List.copyOf(merges);
    }
}
