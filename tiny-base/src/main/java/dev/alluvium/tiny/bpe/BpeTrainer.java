package dev.alluvium.tiny.bpe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Learns a byte-level BPE vocabulary: starting from single bytes, the most frequent pair of neighbours becomes a symbol
 * until the vocabulary is full (Sennrich et al., 2016; on bytes as in GPT-2). Equal input gives equal output.
 */
public final class BpeTrainer {
    private final int vocabulary;
    private final List<String> special;

    /**
     * @param vocabulary how many tokens to stop at, special ones and the 256 bytes included
     * @param special tokens that get the first ids and never take part in merging
     */
    public BpeTrainer(int vocabulary, List<String> special) {
        if (vocabulary < special.size() + 256) {
            throw new IllegalArgumentException("vocabulary=" + vocabulary + ": must hold " + special.size()
                    + " special tokens and 256 bytes; try 2048");
        }
        this.vocabulary = vocabulary;
        this.special = List.copyOf(special);
    }

    /** Learns from texts that contain no special token; stops early when no pair occurs twice. */
    public Bpe train(Collection<String> texts) {
        List<String> symbols = new ArrayList<>(special);
        symbols.addAll(List.of(ByteAlphabet.symbols()));
        List<Bpe.Merge> merges = new ArrayList<>();
        WordCounts words = new WordCounts(texts, special.size());
        long pair = words.mostFrequentPair();
        while (symbols.size() < vocabulary && pair >= 0) {
            Bpe.Merge merge = new Bpe.Merge(symbols.get(WordCounts.left(pair)), symbols.get(WordCounts.right(pair)));
            words.merge(pair, symbols.size());
            merges.add(merge);
            symbols.add(merge.left() + merge.right());
            pair = words.mostFrequentPair();
        }
        return new Bpe(symbols, merges, special.size());
    }
}
