package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.text.Thinking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the making by one version, a token each at a time (continuous batching as in Orca, Yu et al. 2022). Answers
 * join between two tokens and leave with their last; a row's tokens do not depend on its neighbours but for rounding.
 * One thread at a time.
 */
public final class DecodeBatch implements AutoCloseable {
    /** Places of prompts that are read between two tokens of the others: a long prompt holds them up no longer. */
    private static final int READ_AT_ONCE = 512;

    /** The same where each place's logits are kept: 512 places of a large vocabulary would take 300 MB. */
    private static final int TOLD_AT_ONCE = 128;

    private final LoadedAdapter model;
    private final LoadedAdapter.Use use;
    private final KvCache cache;
    private final Set<Long> ends;
    private final Thinking thinking;
    private final List<CachedSequence> rows = new ArrayList<>();
    private final List<CachedSequence> unread = new ArrayList<>();

    /** An empty batch; the version may be closed meanwhile and is freed with the batch. */
    public DecodeBatch(LoadedAdapter model) {
        this(model, ends(model.base()), model.base().template().thinking());
    }

    /** With other tokens that end a text, which may be none that the assistant says. */
    DecodeBatch(LoadedAdapter model, Set<Long> ends, Thinking thinking) {
        this.model = model;
        this.thinking = thinking;
        this.use = model.use();
        this.cache = new KvCache(model, use.manager());
        this.ends = ends;
    }

    static Set<Long> ends(BaseModel base) {
        Set<Long> ends = new HashSet<>();
        base.config().eosIds().forEach(id -> ends.add(id.longValue()));
        ends.addAll(base.template().ends(base.tokenizer()));
        return ends;
    }

    /**
     * Takes a prompt in, whose answer begins with the next steps.
     *
     * @param number what {@code listener} hears the row called; it draws with {@code options.seed() + number}
     * @throws ModelException when the prompt leaves no room for an answer
     */
    public GenerationRow join(int number, long[] prompt, GenerationOptions options, TokenListener listener) {
        BaseModel base = model.base();
        int context = base.config().maxPositions();
        int most = options.maxTokens() == 0 ? context : context - 1;
        if (prompt.length > most || prompt.length == 0) {
            throw new ModelException(
                    "prompt", prompt.length + " tokens", "must have 1 to " + most, "shorten the conversation");
        }
        GenerationOptions bounded = options.atMost(context - prompt.length);
        GenerationRow answer =
                new GenerationRow(number, prompt.length, bounded, ends, thinking, listener, base.tokenizer());
        CachedSequence row = new CachedSequence(answer, prompt, bounded.maxTokens());
        rows.add(row);
        unread.add(row);
        return answer;
    }

    /** Answers that have not ended. */
    public int size() {
        return rows.size();
    }

    /** Tokens that the cache has places for: each answer takes as many as the longest may need. */
    public long places() {
        return (long) rows.size() * longest();
    }

    /** The same with one more answer, whose prompt and answer have up to so many tokens. */
    public long placesWith(int tokens) {
        return (rows.size() + 1L) * Math.max(tokens, longest());
    }

    /** Makes the next token of every answer whose prompt is read, and reads on in the others' prompts. */
    public void step() {
        cache.ensure(rows.size(), longest());
        if (!unread.isEmpty()) {
            read(nextToRead());
            unread.removeIf(row -> row.unread() == 0);
        }
        if (rows.stream().anyMatch(CachedSequence::answering)) {
            decode();
        }
        compact();
    }

    private int longest() {
        return rows.stream().mapToInt(CachedSequence::needed).max().orElse(0);
    }

    /** The first prompts that fit into one reading; the first alone where even it does not, or where it is told. */
    private List<CachedSequence> nextToRead() {
        int width = 0;
        int count = 0;
        for (CachedSequence row : unread) {
            width = Math.max(width, row.unread());
            if (count > 0 && (row.told() || (count + 1) * width > READ_AT_ONCE)) {
                break;
            }
            count++;
            if (row.told()) {
                break;
            }
        }
        return List.copyOf(unread.subList(0, count));
    }

    private void read(List<CachedSequence> readers) {
        if (readers.get(0).told()) {
            readTold(readers.get(0));
            return;
        }
        int width = Math.min(
                READ_AT_ONCE,
                readers.stream().mapToInt(CachedSequence::unread).max().orElse(0));
        BatchInput input = new BatchInput(readers.size(), width);
        long[] places = new long[readers.size()];
        for (int i = 0; i < places.length; i++) {
            CachedSequence row = readers.get(i);
            places[i] = rows.indexOf(row);
            input.line(i, row, Math.min(width, row.unread()), (int) places[i], cache);
        }
        feed(input, places, readers);
    }

    /** Reads on in a prompt whose tokens are told. */
    private void readTold(CachedSequence row) {
        int width = Math.min(TOLD_AT_ONCE, row.unread());
        int from = row.cached();
        int place = rows.indexOf(row);
        BatchInput input = new BatchInput(1, width);
        input.line(0, row, width, place, cache);
        long[] next = LongStream.range(from + 1, from + 1 + width)
                .map(i -> row.token((int) i))
                .toArray();
        int likeliest = row.answer.likeliest();
        try (NDManager call = use.manager().newSubManager()) {
            long[] all = LongStream.range(0, width).toArray();
            NDList out = infer(call, "read", input, new long[] {place}, all, likeliest, call.create(next));
            SampledTokens sampled =
                    SampledTokens.of(out, likeliest > 0, model.base().tokenizer());
            float[] logprobs = out.get(out.size() - 1).toFloatArray();
            row.fed(width);
            row.tell(next, logprobs, sampled);
        }
    }

    /** Feeds every row, as they lie side by side in the cache; those that do not answer now are idle. */
    private void decode() {
        BatchInput input = new BatchInput(rows.size(), 1);
        List<@Nullable CachedSequence> takers = new ArrayList<>();
        for (int i = 0; i < input.rows; i++) {
            CachedSequence row = rows.get(i);
            takers.add(row.answering() ? row : null);
            if (row.answering()) {
                input.line(i, row, 1, i, cache);
            } else {
                input.idle(i, cache);
            }
        }
        feed(input, new long[0], takers);
    }

    private void feed(BatchInput input, long[] places, List<? extends @Nullable CachedSequence> takers) {
        try (NDManager call = use.manager().newSubManager()) {
            long likeliest = likeliest(takers);
            NDList out = infer(call, "step", input, places, input.last, likeliest);
            SampledTokens sampled =
                    SampledTokens.of(out, likeliest > 0, model.base().tokenizer());
            for (int line = 0; line < input.rows; line++) {
                CachedSequence row = takers.get(line);
                if (row != null) {
                    row.fed(Math.min(input.width, Math.max(1, row.unread())));
                    if (row.answering()) {
                        sampled.give(line, row.answer);
                    }
                }
            }
        }
    }

    /**
     * Runs a method of the program that reads on in the cache.
     *
     * @param places of the rows in the cache
     * @param at the places of the feed whose logits are wanted
     * @param more what the method takes beside them
     */
    private NDList infer(
            NDManager call,
            String method,
            BatchInput input,
            long[] places,
            long[] at,
            long likeliest,
            NDArray... more) {
        Shape grid = new Shape(input.rows, input.width);
        List<Object> arguments = new ArrayList<>(List.<Object>of(
                call.create(input.tokens, grid),
                call.create(input.positions, grid),
                call.create(input.put),
                call.create(places),
                call.create(at),
                model.core.frequencies,
                model.core.weights,
                model.tensors,
                model.scale,
                cache.keys(),
                cache.values(),
                input.reach(),
                likeliest));
        arguments.addAll(List.of(more));
        return model.program.infer(call, method, arguments.toArray());
    }

    private static long likeliest(List<? extends @Nullable CachedSequence> takers) {
        return takers.stream()
                .mapToInt(row -> row == null ? 0 : row.answer.likeliest())
                .max()
                .orElse(0);
    }

    /** Lets the rows that ended go; the last row takes the place of each. */
    private void compact() {
        unread.removeIf(row -> row.answer.ended());
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).answer.ended()) {
                int end = rows.size() - 1;
                CachedSequence moved = rows.remove(end);
                if (i < end) {
                    cache.move(end, i, moved.cached());
                    rows.set(i, moved);
                }
            }
        }
    }

    @Override
    public void close() {
        use.close();
    }
}
