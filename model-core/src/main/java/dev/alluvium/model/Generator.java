package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.text.Thinking;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decodes answers with a key-value cache, several prompts at a time: shorter ones are padded on the left and masked, so
 * that a row's answer does not depend on its neighbours but for rounding. Safe for threads.
 */
public final class Generator {
    private Generator() {}

    /** Answers one prompt. */
    public static Generation generate(
            LoadedAdapter model, long[] prompt, GenerationOptions options, TokenListener listener) {
        return generate(model, List.of(prompt), options, listener).get(0);
    }

    /**
     * Answers every prompt, in order.
     *
     * @throws ModelException when a prompt leaves no room for an answer
     */
    public static List<Generation> generate(
            LoadedAdapter model, List<long[]> prompts, GenerationOptions options, TokenListener listener) {
        if (prompts.isEmpty()) {
            return List.of();
        }
        Prompts padded = Prompts.of(prompts);
        int room = model.base().config().maxPositions() - padded.width();
        if (room < 1 || padded.shortest() == 0) {
            throw new ModelException(
                    "prompt",
                    padded.width() + " tokens",
                    "must have 1 to " + (model.base().config().maxPositions() - 1),
                    "shorten the conversation");
        }
        List<GenerationRow> rows = rows(model.base(), prompts, options, listener);
        try (LoadedAdapter.Use use = model.use()) {
            new Decoding(model, use.manager(), rows, options).run(padded, Math.min(room, options.maxTokens()));
        }
        return rows.stream().map(GenerationRow::result).toList();
    }

    private static List<GenerationRow> rows(
            BaseModel base, List<long[]> prompts, GenerationOptions options, TokenListener listener) {
        Set<Long> ends = ends(base);
        Thinking thinking = base.template().thinking();
        return IntStream.range(0, prompts.size())
                .mapToObj(row -> new GenerationRow(
                        row, prompts.get(row).length, options, ends, thinking, listener, base.tokenizer()))
                .toList();
    }

    private static Set<Long> ends(BaseModel base) {
        Set<Long> ends = new HashSet<>();
        base.config().eosIds().forEach(id -> ends.add(id.longValue()));
        ends.addAll(base.template().ends(base.tokenizer()));
        return ends;
    }

    /** Prompts side by side, padded on the left. */
    private record Prompts(int rows, int width, int shortest, long[] tokens, long[] pads) {
        static Prompts of(List<long[]> prompts) {
            int width = prompts.stream().mapToInt(prompt -> prompt.length).max().orElse(0);
            int shortest =
                    prompts.stream().mapToInt(prompt -> prompt.length).min().orElse(0);
            long[] tokens = new long[prompts.size() * width];
            long[] pads = new long[prompts.size()];
            for (int row = 0; row < prompts.size(); row++) {
                long[] prompt = prompts.get(row);
                pads[row] = width - prompt.length;
                System.arraycopy(prompt, 0, tokens, row * width + (int) pads[row], prompt.length);
            }
            return new Prompts(prompts.size(), width, shortest, tokens, pads);
        }

        long[] positions() {
            return grid((row, column) -> Math.max(0, column - pads[row]));
        }

        long[] segments() {
            return grid((row, column) -> column < pads[row] ? 0 : 1);
        }

        private long[] grid(Cell cell) {
            long[] values = new long[rows * width];
            for (int i = 0; i < values.length; i++) {
                values[i] = cell.at(i / width, i % width);
            }
            return values;
        }

        private interface Cell {
            long at(int row, int column);
        }
    }

    /** One decoding of a batch: the cache and the loop. */
    private record Decoding(
            LoadedAdapter model, NDManager manager, List<GenerationRow> rows, GenerationOptions options) {

        void run(Prompts prompts, int most) {
            List<NDArray> cache = cache(prompts.width() + most);
            int layers = model.base().config().layers();
            List<NDArray> keys = cache.subList(0, layers);
            List<NDArray> values = cache.subList(layers, 2 * layers);
            NDArray pads = manager.create(prompts.pads());
            prefill(prompts, keys, values);
            for (int made = 1; made < most && !rows.stream().allMatch(GenerationRow::ended); made++) {
                decode(pads, keys, values, prompts.width() + made - 1L);
            }
        }

        private void prefill(Prompts prompts, List<NDArray> keys, List<NDArray> values) {
            Shape grid = new Shape(prompts.rows(), prompts.width());
            long[] last = new long[prompts.rows()];
            for (int row = 0; row < last.length; row++) {
                last[row] = (row + 1L) * prompts.width() - 1;
            }
            try (NDManager call = manager.newSubManager()) {
                choose(model.program.infer(
                        call,
                        "prefill",
                        call.create(prompts.tokens(), grid),
                        call.create(prompts.positions(), grid),
                        call.create(prompts.segments(), grid),
                        call.create(last),
                        model.core.frequencies,
                        model.core.weights,
                        model.tensors,
                        model.scale,
                        keys,
                        values));
            }
        }

        private void decode(NDArray pads, List<NDArray> keys, List<NDArray> values, long start) {
            long[] next = rows.stream().mapToLong(GenerationRow::last).toArray();
            try (NDManager call = manager.newSubManager()) {
                choose(model.program.infer(
                        call,
                        "decode",
                        call.create(next, new Shape(next.length, 1)),
                        pads,
                        model.core.frequencies,
                        model.core.weights,
                        model.tensors,
                        model.scale,
                        keys,
                        values,
                        start));
            }
        }

        /** Takes [argmax, its log-probability, logits] of every row. */
        private void choose(NDList out) {
            if (options.temperature() > 0) {
                float[] logits = out.get(2).toFloatArray();
                rows.forEach(row -> row.draw(logits, logits.length / rows.size()));
                return;
            }
            long[] ids = out.get(0).toLongArray();
            float[] logprobs = out.get(1).toFloatArray();
            for (int row = 0; row < ids.length; row++) {
                rows.get(row).accept(ids[row], logprobs[row]);
            }
        }

        /** Keys of every layer, then values, zero. */
        private List<NDArray> cache(int length) {
            return model.program.infer(manager, "cache", (long) rows.size(), (long) length, model.core.weights);
        }
    }
}
