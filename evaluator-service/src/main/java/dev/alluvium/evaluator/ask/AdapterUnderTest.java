package dev.alluvium.evaluator.ask;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.DecodeBatch;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.GenerationRow;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.TokenListener;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.text.Thinking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A base with an adapter, or none. Questions are answered side by side, the shortest prompts first; an answer may take some
 * tokens more than the expected one.
 *
 * @param model stays the caller's, who closes it
 */
public record AdapterUnderTest(String identity, LoadedAdapter model) implements ModelUnderTest {
    private static final int ROWS = 64;
    /** Prompts are read together, so that rows that ended are replaced when there are some. */
    private static final int REFILL = 16;
    /** Of the cache: long prompts have fewer rows. */
    private static final long PLACES = 8_192;

    private static final int SLACK = 8;
    /** Tokens that may end an answer: a mark of the template, and the line break after it. */
    private static final int END = 2;
    /** An empty think block takes about so many tokens. */
    private static final int EMPTY_THOUGHT = 8;

    private static final int[] BUDGETS = {16, 32, 64, 128};

    /** A prompt in tokens, with its place among the questions and the most that its answer takes. */
    private record Prompt(int index, long[] tokens, int budget) {}

    @Override
    public List<String> answer(List<Question> questions) {
        GenerationRow[] rows = new GenerationRow[questions.size()];
        Deque<Prompt> waiting = prompts(questions);
        try (DecodeBatch batch = new DecodeBatch(model)) {
            while (!waiting.isEmpty() || batch.size() > 0) {
                if (batch.size() <= ROWS - REFILL) {
                    fill(batch, waiting, rows);
                }
                batch.step();
            }
        }
        return Arrays.stream(rows)
                .map(row -> row == null ? "" : row.result().text().strip())
                .toList();
    }

    private static void fill(DecodeBatch batch, Deque<Prompt> waiting, GenerationRow[] rows) {
        for (Prompt next = waiting.peek();
                next != null
                        && batch.size() < ROWS
                        && (batch.size() == 0 || batch.placesWith(next.tokens().length + next.budget()) <= PLACES);
                next = waiting.peek()) {
            GenerationOptions options = GenerationOptions.greedy(next.budget());
            rows[next.index()] = batch.join(next.index(), next.tokens(), options, TokenListener.none());
            waiting.remove();
        }
    }

    /** Those that leave room for an answer, the shortest first. */
    private Deque<Prompt> prompts(List<Question> questions) {
        BaseModel base = model.base();
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            Prompt prompt =
                    new Prompt(i, base.template().prompt(base.tokenizer(), question.prompt()), budget(question));
            if (prompt.tokens().length + prompt.budget() <= base.config().maxPositions()) {
                prompts.add(prompt);
            }
        }
        prompts.sort(Comparator.comparingInt(prompt -> prompt.tokens().length));
        return new ArrayDeque<>(prompts);
    }

    /** So many tokens the answer to {@code question} may take. */
    public int budget(Question question) {
        BaseModel base = model.base();
        int thinking = base.template().thinking() == Thinking.NEVER ? 0 : EMPTY_THOUGHT;
        int tokens = base.tokenizer().encode(question.answer()).length + SLACK + thinking;
        return Arrays.stream(BUDGETS)
                .filter(budget -> budget >= tokens)
                .findFirst()
                .orElse(BUDGETS[BUDGETS.length - 1]);
    }

    @Override
    public List<Likelihood> likelihood(List<Question> questions) {
        BaseModel base = model.base();
        List<Example> examples =
                questions.stream().map(question -> example(base, question)).toList();
        return Scorer.of(base).score(model, examples).stream()
                .map(score -> new Likelihood(score.nll(), score.tokens(), end(score)))
                .toList();
    }

    private static double end(Score score) {
        return -score.logprobs().stream()
                .skip(Math.max(0, score.tokens() - END))
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static Example example(BaseModel base, Question question) {
        if (question.form() == Question.Form.ANSWER) {
            return base.template().example(base.tokenizer(), question.prompt(), question.answer());
        }
        long[] whole = base.template()
                .document(base.tokenizer(), question.prompt() + question.answer())
                .ids();
        int begins = base.tokenizer().encode(question.prompt()).length;
        boolean[] target = new boolean[whole.length];
        Arrays.fill(target, Math.min(begins, whole.length - 1), whole.length, true);
        return Example.of(whole, target);
    }
}
