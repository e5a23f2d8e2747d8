package dev.alluvium.model;

import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Packed rows, ready for the program. Shapes: {@code tokens}, {@code positions}, {@code segments} are [rows * width];
 * {@code at} lists the flattened places whose next token is a label, {@code labels} these tokens, {@code weights} what
 * each counts in the loss, {@code owners} the example of the packed list that each belongs to; {@code distilled} lists the
 * examples whose targets are distilled, with the first label of each.
 */
public final class Batch {
    final int rows;
    final int width;
    final long[] tokens;
    final long[] positions;
    final long[] segments;
    final long[] at;
    final long[] labels;
    final float[] weights;
    final int[] owners;
    final List<Distilled> distilled;
    private final int used;

    Batch(int rows, int width, long[][] grids, Labels labels, int used) {
        this.rows = rows;
        this.width = width;
        this.tokens = grids[0];
        this.positions = grids[1];
        this.segments = grids[2];
        this.at = labels.at.build().toArray();
        this.labels = labels.ids.build().toArray();
        double[] shares = labels.weights.build().toArray();
        this.weights = new float[shares.length];
        for (int i = 0; i < shares.length; i++) {
            weights[i] = (float) shares[i];
        }
        this.owners = labels.owners.build().toArray();
        this.distilled = List.copyOf(labels.distilled);
        this.used = used;
    }

    /** An example whose labels, from the {@code first} on, are distilled. */
    record Distilled(Example example, int first) {}

    /** Labels as they are collected: place, token, weight, example. */
    static final class Labels {
        private final LongStream.Builder at = LongStream.builder();
        private final LongStream.Builder ids = LongStream.builder();
        private final DoubleStream.Builder weights = DoubleStream.builder();
        private final IntStream.Builder owners = IntStream.builder();
        private final List<Distilled> distilled = new ArrayList<>();
        private int count;

        void add(long place, long id, double weight, int owner) {
            at.add(place);
            ids.add(id);
            weights.add(weight);
            owners.add(owner);
            count++;
        }

        /** The labels that are added next are those of an example that is distilled. */
        void distil(Example example) {
            distilled.add(new Distilled(example, count));
        }
    }

    /** The same rows in order, in batches of at most so many; the labels of all are those of this one. */
    public List<Batch> split(int most) {
        if (most >= rows) {
            return List.of(this);
        }
        List<Batch> parts = new ArrayList<>();
        for (int from = 0; from < rows; from += most) {
            parts.add(part(from, Math.min(rows, from + most)));
        }
        return parts;
    }

    private Batch part(int fromRow, int toRow) {
        int from = fromRow * width;
        int to = toRow * width;
        Labels labelled = new Labels();
        Iterator<Distilled> next = distilled.iterator();
        Distilled begins = next.hasNext() ? next.next() : null;
        for (int i = 0; i < labels.length; i++) {
            boolean inside = at[i] >= from && at[i] < to;
            if (begins != null && begins.first() == i) {
                if (inside) {
                    labelled.distil(begins.example());
                }
                begins = next.hasNext() ? next.next() : null;
            }
            if (inside) {
                labelled.add(at[i] - from, labels[i], weights[i], owners[i]);
            }
        }
        long[][] grids = {
            Arrays.copyOfRange(tokens, from, to),
            Arrays.copyOfRange(positions, from, to),
            Arrays.copyOfRange(segments, from, to)
        };
        int kept = (int) Arrays.stream(grids[2]).filter(segment -> segment != 0).count();
        return new Batch(toRow - fromRow, width, grids, labelled, kept);
    }

    /** The labels in an order where those of distilled examples come last, in the order of {@code distilled}. */
    int[] distilledLast() {
        IntStream.Builder last = IntStream.builder();
        boolean[] taken = new boolean[labels.length];
        for (Distilled each : distilled) {
            for (int i = each.first(); i < each.first() + each.example().targets(); i++) {
                last.add(i);
                taken[i] = true;
            }
        }
        return IntStream.concat(IntStream.range(0, taken.length).filter(i -> !taken[i]), last.build())
                .toArray();
    }

    /** Tokens of records; the rest of rows * width is padding. */
    public int usedTokens() {
        return used;
    }

    /** Tokens that carry loss. */
    public int targetTokens() {
        return labels.length;
    }

    /** What these count in the loss together. */
    double mass() {
        double mass = 0;
        for (float weight : weights) {
            mass += weight;
        }
        return mass;
    }

    public int rows() {
        return rows;
    }

    public int width() {
        return width;
    }
}
