package dev.alluvium.model;

/**
 * The input of one call of the decoder: a grid of tokens, [rows, width], with their positions and their places in the
 * cache.
 */
final class BatchInput {
    final int rows;
    final int width;
    final long[] tokens;
    final long[] positions;
    final long[] put;
    /** In each row, the token whose successor is wanted. */
    final long[] last;

    private long reach;

    BatchInput(int rows, int width) {
        this.rows = rows;
        this.width = width;
        this.tokens = new long[rows * width];
        this.positions = new long[rows * width];
        this.put = new long[rows * width];
        this.last = new long[rows];
    }

    /** Feeds the next tokens of a sequence. What is left of the line is padding: the last token again, behind them. */
    void line(int line, CachedSequence row, int tokensOfRow, int place, KvCache cache) {
        int from = row.cached();
        for (int s = 0; s < width; s++) {
            int at = line * width + s;
            int position = from + Math.min(s, tokensOfRow - 1);
            tokens[at] = row.token(position);
            positions[at] = position;
            put[at] = cache.index(place, from + s);
        }
        last[line] = (long) line * width + tokensOfRow - 1;
        reach = Math.max(reach, from + tokensOfRow);
    }

    /** Feeds something harmless to a sequence that waits: its result is not looked at. */
    void idle(int line, KvCache cache) {
        put[line] = cache.index(line, Integer.MAX_VALUE);
        last[line] = line;
    }

    /** How many places of the cache the call may see. */
    long reach() {
        return Math.max(1, reach);
    }
}
