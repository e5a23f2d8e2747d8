package dev.alluvium.evaluator.ask;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Generation;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.TokenListener;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.text.Thinking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A base with an adapter, or none. Questions are answered in batches of prompts of like length; an answer may take some
 * tokens more than the expected one, in few steps so that batches stay full.
 *
 * @param model stays the caller's, who closes it
 */
public record ModelRespondent(String identity, LoadedAdapter model) implements Respondent {
    private static final int ROWS = 32;
    private static final int SLACK = 8;
    /** An empty think block takes about so many tokens. */
    private static final int EMPTY_THOUGHT = 8;

    private static final int[] BUDGETS = {16, 32, 64, 128};

    /** A prompt in tokens, with its place among the questions. */
    private record Prompt(int index, long[] tokens) {}

    @Override
    public List<String> answer(List<Question> questions) {
        String[] answers = new String[questions.size()];
        Arrays.fill(answers, "");
        byBudget(questions).forEach((budget, prompts) -> {
            for (int from = 0; from < prompts.size(); from += ROWS) {
                answer(prompts.subList(from, Math.min(prompts.size(), from + ROWS)), budget, answers);
            }
        });
        return List.of(answers);
    }

    private void answer(List<Prompt> batch, int budget, String[] answers) {
        List<long[]> prompts = batch.stream().map(Prompt::tokens).toList();
        List<Generation> generations =
                Generator.generate(model, prompts, GenerationOptions.greedy(budget), TokenListener.none());
        IntStream.range(0, batch.size())
                .forEach(i -> answers[batch.get(i).index()] =
                        generations.get(i).text().strip());
    }

    private Map<Integer, List<Prompt>> byBudget(List<Question> questions) {
        BaseModel base = model.base();
        int thinking = base.template().thinking() == Thinking.NEVER ? 0 : EMPTY_THOUGHT;
        Map<Integer, List<Prompt>> byBudget = new TreeMap<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            int budget = budget(base.tokenizer().encode(question.answer()).length + SLACK + thinking);
            long[] prompt = base.template().prompt(base.tokenizer(), question.prompt());
            if (prompt.length + budget <= base.config().maxPositions()) {
                byBudget.computeIfAbsent(budget, key -> new ArrayList<>()).add(new Prompt(i, prompt));
            }
        }
        byBudget.values().forEach(prompts -> prompts.sort(Comparator.comparingInt(prompt -> prompt.tokens().length)));
        return byBudget;
    }

    private static int budget(int tokens) {
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
                .map(score -> new Likelihood(score.nll(), score.tokens()))
                .toList();
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
