package dev.alluvium.model;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Packed rows, ready for the program. Shapes: {@code tokens}, {@code positions}, {@code segments} are [rows * width];
 * {@code at} lists the flattened places whose next token is a label, {@code labels} these tokens, {@code owners} the
 * example of the packed list that each belongs to.
 */
public final class Batch {
    final int rows;
    final int width;
    final long[] tokens;
    final long[] positions;
    final long[] segments;
    final long[] at;
    final long[] labels;
    final int[] owners;
    private final int used;

    Batch(int rows, int width, long[][] grids, Labels labels, int used) {
        this.rows = rows;
        this.width = width;
        this.tokens = grids[0];
        this.positions = grids[1];
        this.segments = grids[2];
        this.at = labels.at().build().toArray();
        this.labels = labels.ids().build().toArray();
        this.owners = labels.owners().build().toArray();
        this.used = used;
    }

    /** Labels as they are collected: place, token, example. */
    record Labels(LongStream.Builder at, LongStream.Builder ids, IntStream.Builder owners) {
        Labels() {
            this(LongStream.builder(), LongStream.builder(), IntStream.builder());
        }

        void add(long place, long id, int owner) {
            at.add(place);
            ids.add(id);
            owners.add(owner);
        }
    }

    /** Tokens of records; the rest of rows * width is padding. */
    public int usedTokens() {
        return used;
    }

    /** Tokens that carry loss. */
    public int targetTokens() {
        return labels.length;
    }

    public int rows() {
        return rows;
    }

    public int width() {
        return width;
    }
}
