package dev.alluvium.tiny.bpe;

import java.util.ArrayList;
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

    /** The special tokens and the 256 bytes, without merges: spells any text, in as many tokens as it has bytes. */
    public static Bpe bytes(List<String> special) {
        List<String> symbols = new ArrayList<>(special);
        symbols.addAll(List.of(ByteAlphabet.symbols()));
        return new Bpe(symbols, List.of(), special.size());
    }
}
