package dev.alluvium.model;

import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Thinking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

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
            return generate(batch, prompts, options, listener);
        }
    }

    /**
     * What the model says in a user's place after each opening, which may be empty; text i draws with
     * {@code options.seed() + i}. A base that was taught conversations asks what it was taught to answer (Xu et al. 2024).
     */
    public static List<Generation> questions(LoadedAdapter model, List<String> openings, GenerationOptions options) {
        BaseModel base = model.base();
        PromptTemplate.UserTurn turn = base.template().userTurn(base.tokenizer());
        Set<Long> ends = new HashSet<>(DecodeBatch.ends(base));
        ends.addAll(turn.ends());
        List<long[]> prompts = openings.stream()
                .map(opening -> LongStream.concat(
                                LongStream.of(turn.tokens()),
                                LongStream.of(base.tokenizer().encode(opening)))
                        .toArray())
                .toList();
        try (DecodeBatch batch = new DecodeBatch(model, ends, Thinking.NEVER)) {
            return generate(batch, prompts, options.stoppingAt(turn.stop()), TokenListener.none());
        }
    }

    private static List<Generation> generate(
            DecodeBatch batch, List<long[]> prompts, GenerationOptions options, TokenListener listener) {
        List<GenerationRow> rows = new ArrayList<>();
        for (long[] prompt : prompts) {
            rows.add(batch.join(rows.size(), prompt, options, listener));
        }
        while (batch.size() > 0) {
            batch.step();
        }
        return rows.stream().map(GenerationRow::result).toList();
    }

    /**
     * The likeliest tokens after each prompt, in order, the likeliest first; one that ends an answer is one of them.
     *
     * @param count how many, up to 20
     */
    public static List<List<TokenAlternative>> next(LoadedAdapter model, List<long[]> prompts, int count) {
        GenerationOptions options = new GenerationOptions(1, 0, 1, 0, List.of(), count);
        try (DecodeBatch batch = new DecodeBatch(model, Set.of(), Thinking.NEVER)) {
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
