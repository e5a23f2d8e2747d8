package dev.alluvium.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The tokens of a batch without its padding, and the blocks in which attention is taken.
 *
 * @param tokens ids, record after record
 * @param positions within the record
 * @param records the number of each token's record
 * @param bounds where each block begins, and the end of the last
 * @param alone per block 1 where it is a single record, whose mask is plain causal
 * @param at places whose next token is a label
 */
record TokenLayout(long[] tokens, long[] positions, long[] records, long[] bounds, long[] alone, long[] at) {
    /** Neighbouring records up to this many tokens share a block: below it a call costs more than the masked places. */
    private static final int BLOCK = 128;

    static TokenLayout of(Batch batch) {
        return of(batch, BLOCK);
    }

    /** With blocks of at most {@code block} tokens, or of one record. */
    static TokenLayout of(Batch batch, int block) {
        int used = batch.usedTokens();
        long[][] kept = new long[3][used];
        int[] place = new int[batch.tokens.length];
        List<Integer> starts = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < batch.tokens.length; i++) {
            if (batch.segments[i] == 0) {
                continue;
            }
            if (i % batch.width == 0 || batch.segments[i] != batch.segments[i - 1]) {
                starts.add(next);
            }
            place[i] = next;
            kept[0][next] = batch.tokens[i];
            kept[1][next] = batch.positions[i];
            kept[2][next] = starts.size();
            next++;
        }
        starts.add(used);
        LongStream.Builder bounds = LongStream.builder();
        LongStream.Builder alone = LongStream.builder();
        blocks(starts, block, bounds, alone);
        long[] at = LongStream.of(batch.at).map(i -> place[(int) i]).toArray();
        return new TokenLayout(
                kept[0],
                kept[1],
                kept[2],
                bounds.build().toArray(),
                alone.build().toArray(),
                at);
    }

    private static void blocks(List<Integer> starts, int block, LongStream.Builder bounds, LongStream.Builder alone) {
        int records = starts.size() - 1;
        for (int from = 0; from < records; ) {
            int to = from + 1;
            while (to < records && starts.get(to + 1) - starts.get(from) <= block) {
                to++;
            }
            bounds.add(starts.get(from));
            alone.add(to - from == 1 ? 1 : 0);
            from = to;
        }
        bounds.add(starts.get(records));
    }
}
