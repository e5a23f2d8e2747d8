package dev.alluvium.model;

import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays examples into rows of tokens. Several share a row, each with positions from 0 and attention to itself alone, so
 * that packing changes nothing but the speed. Examples longer than a row are cut to it.
 *
 * <p>There is no switch to turn packing off, and no bucketing by length: adapter training drops a batch's padding before
 * the program sees it ({@link TokenLayout}), so that rows bound a step's tokens and cost nothing by being half empty.
 *
 * @param rows rows of a batch
 * @param width tokens of a row
 */
public record Packing(int rows, int width) {
    public Packing {
        if (rows < 1 || width < 2) {
            throw new IllegalArgumentException("packing=" + rows + "x" + width + ": must be at least 1x2; try 4x128");
        }
    }

    private record Placed(int owner, Example example) {}

    /** Packs in order: each example into the first row with room, a new batch where there is none. */
    public List<Batch> pack(List<Example> examples) {
        List<Batch> batches = new ArrayList<>();
        List<List<Placed>> open = emptyRows();
        int[] used = new int[rows];
        for (int owner = 0; owner < examples.size(); owner++) {
            Example example = examples.get(owner).truncated(width);
            if (example.targets() == 0) {
                continue;
            }
            int row = firstFit(used, example.length());
            if (row < 0) {
                batches.add(batch(open));
                open = emptyRows();
                Arrays.fill(used, 0);
                row = 0;
            }
            open.get(row).add(new Placed(owner, example));
            used[row] += example.length();
        }
        if (used[0] > 0) {
            batches.add(batch(open));
        }
        return batches;
    }

    private List<List<Placed>> emptyRows() {
        List<List<Placed>> empty = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            empty.add(new ArrayList<>());
        }
        return empty;
    }

    private int firstFit(int[] used, int length) {
        for (int row = 0; row < rows; row++) {
            if (used[row] + length <= width) {
                return row;
            }
        }
        return -1;
    }

    private static Batch batch(List<List<Placed>> open) {
        List<List<Placed>> filled = open.stream().filter(row -> !row.isEmpty()).toList();
        int width = filled.stream().mapToInt(Packing::length).max().orElse(0);
        long[][] grids = new long[3][filled.size() * width];
        Batch.Labels labels = new Batch.Labels();
        for (int row = 0; row < filled.size(); row++) {
            int start = row * width;
            int segment = 1;
            for (Placed placed : filled.get(row)) {
                place(placed, start, segment++, grids, labels);
                start += placed.example().length();
            }
        }
        return new Batch(
                filled.size(),
                width,
                grids,
                labels,
                filled.stream().mapToInt(Packing::length).sum());
    }

    private static int length(List<Placed> row) {
        return row.stream().mapToInt(placed -> placed.example().length()).sum();
    }

    private static void place(Placed placed, int start, int segment, long[][] grids, Batch.Labels labels) {
        Example example = placed.example();
        if (example.distillation() > 0) {
            labels.distil(example);
        }
        for (int i = 0; i < example.length(); i++) {
            grids[0][start + i] = example.id(i);
            grids[1][start + i] = i;
            grids[2][start + i] = segment;
            if (example.isTarget(i)) {
                labels.add(start + i - 1, example.id(i), example.weight(), placed.owner());
            }
        }
    }
}
