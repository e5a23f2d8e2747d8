package dev.alluvium.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores examples by teacher forcing: one forward pass over packed rows, no generation. Safe for threads.
 *
 * @param rows rows of a batch
 * @param width the most tokens of a row; longer examples are scored up to it
 */
public record Scorer(int rows, int width) {
    private static final int USUAL_WIDTH = 128;

    /** Rows as wide as the model allows where an example needs it. */
    public static Scorer of(BaseModel base) {
        return new Scorer(8, base.config().maxPositions());
    }

    /** One score per example, in order. One that is cut, or that has no target token, is never exact. */
    public List<Score> score(LoadedAdapter model, List<Example> examples) {
        List<Tally> tallies = IntStream.range(0, examples.size())
                .mapToObj(i -> new Tally(new ArrayList<>()))
                .toList();
        boolean[] wrong = new boolean[examples.size()];
        int longest = examples.stream().mapToInt(Example::length).max().orElse(0);
        Packing packing = new Packing(rows, Math.min(width, Math.max(USUAL_WIDTH, longest)));
        for (Batch batch : packing.pack(examples)) {
            score(model, batch, tallies, wrong);
        }
        return IntStream.range(0, examples.size())
                .mapToObj(i -> tallies.get(i).score(!wrong[i] && whole(examples.get(i))))
                .toList();
    }

    private boolean whole(Example example) {
        return example.length() <= width && example.targets() > 0;
    }

    private record Tally(List<Double> logprobs) {
        Score score(boolean exact) {
            double nll = -logprobs.stream().mapToDouble(Double::doubleValue).sum();
            return new Score(nll, exact, List.copyOf(logprobs));
        }
    }

    private static void score(LoadedAdapter model, Batch batch, List<Tally> tallies, boolean[] wrong) {
        Shape grid = new Shape(batch.rows, batch.width);
        try (LoadedAdapter.Use use = model.use()) {
            NDManager call = use.manager();
            NDList out = model.program.infer(
                    call,
                    "score",
                    call.create(batch.tokens, grid),
                    call.create(batch.positions, grid),
                    call.create(batch.segments, grid),
                    call.create(batch.at),
                    call.create(batch.labels),
                    model.core.frequencies,
                    model.core.weights,
                    model.tensors,
                    model.scale);
            float[] nll = out.get(0).toFloatArray();
            long[] likeliest = out.get(1).toLongArray();
            for (int i = 0; i < nll.length; i++) {
                tallies.get(batch.owners[i]).logprobs().add(-(double) nll[i]);
                wrong[batch.owners[i]] |= likeliest[i] != batch.labels[i];
            }
        }
    }

    /** exp of the mean negative log-likelihood per target token, over all scores. */
    public static double perplexity(List<Score> scores) {
        double nll = scores.stream().mapToDouble(Score::nll).sum();
        return Math.exp(
                nll / Math.max(1, scores.stream().mapToInt(Score::tokens).sum()));
    }
}
