package dev.alluvium.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers prompts that are all at hand, in one {@link DecodeBatch}. Safe for threads. */
public final class Generator {
    private Generator() {}

    /** Answers one prompt. */
    public static Generation generate(
            LoadedAdapter model, long[] prompt, GenerationOptions options, TokenListener listener) {
        return generate(model, List.of(prompt), options, listener).get(0);
    }

    /**
     * Answers every prompt, in order; row i draws with {@code options.seed() + i}.
     *
     * @throws ModelException when a prompt leaves no room for an answer
     */
    public static List<Generation> generate(
            LoadedAdapter model, List<long[]> prompts, GenerationOptions options, TokenListener listener) {
        try (DecodeBatch batch = new DecodeBatch(model)) {
            List<GenerationRow> rows = new ArrayList<>();
            for (long[] prompt : prompts) {
                rows.add(batch.join(rows.size(), prompt, options, listener));
            }
            while (batch.size() > 0) {
                batch.step();
            }
            return rows.stream().map(GenerationRow::result).toList();
        }
    }

    /**
     * The likeliest tokens after each prompt, in order, the likeliest first; one that ends an answer is one of them.
     *
     * @param count how many, up to 20
     */
    public static List<List<Likely>> next(LoadedAdapter model, List<long[]> prompts, int count) {
        GenerationOptions options = new GenerationOptions(1, 0, 1, 0, List.of(), count);
        try (DecodeBatch batch = new DecodeBatch(model, Set.of())) {
            List<GenerationRow> rows = new ArrayList<>();
            for (long[] prompt : prompts) {
                rows.add(batch.join(rows.size(), prompt, options, TokenListener.none()));
            }
            while (batch.size() > 0) {
                batch.step();
            }
            return rows.stream()
                    .map(row -> row.result().tokens().get(0).likeliest())
                    .toList();
        }
    }
}
