package dev.alluvium.bench.serve;

import dev.alluvium.bench.Clocks;
import dev.alluvium.bench.serve.ServeFigures.Decoding;
import dev.alluvium.model.DecodeBatch;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.LoadedAdapter;
import java.util.ArrayList;
import java.util.List;

/** Greedy answers side by side: a row that ends makes place for the next prompt, so that all rows stay in use. */
final class DecodeBench {
    private static final int WARM_UP = 400;

    private final LoadedAdapter model;
    private final List<long[]> prompts;
    private final int maxTokens;
    private int next;
    private long made;

    DecodeBench(LoadedAdapter model, List<String> texts, int maxTokens) {
        this.model = model;
        this.maxTokens = maxTokens;
        this.prompts = texts.stream()
                .map(text -> model.base().template().opening(model.base().tokenizer(), text))
                .toList();
    }

    /** Makes at least {@code tokens} with each number of rows. */
    List<Decoding> run(List<Integer> widths, int tokens) {
        measure(1, WARM_UP);
        List<Decoding> figures = new ArrayList<>();
        double single = 0;
        for (int rows : widths) {
            measure(rows, WARM_UP);
            long before = made;
            Clocks begun = Clocks.now();
            measure(rows, tokens);
            Clocks took = Clocks.since(begun);
            double rate = (made - before) / took.wall();
            single = single == 0 ? rate : single;
            figures.add(new Decoding(rows, rate, (made - before) / took.cpu(), rate / single));
        }
        return figures;
    }

    private void measure(int rows, int tokens) {
        long end = made + tokens;
        try (DecodeBatch batch = new DecodeBatch(model)) {
            while (made < end) {
                while (batch.size() < rows) {
                    batch.join(
                            0,
                            prompts.get(next++ % prompts.size()),
                            GenerationOptions.greedy(maxTokens),
                            (row, token) -> ++made > 0);
                }
                batch.step();
            }
        }
    }
}
