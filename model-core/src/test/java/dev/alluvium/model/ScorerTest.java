package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.alluvium.model.text.Example;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {
    @TempDir
    Path directory;

    private BaseModel base;
    private LoadedAdapter model;

    @BeforeEach
    void load() {
        base = BaseModel.load(RandomCheckpoint.write(directory, RandomCheckpoint.config(true), 7));
        model = base.attach(RandomAdapter.of(base.config(), 3));
    }

    @AfterEach
    void close() {
        model.close();
        base.close();
    }

    private long[] greedy(long[] prompt) {
        return Generator.generate(model, prompt, GenerationOptions.greedy(6), TokenListener.none()).tokens().stream()
                .mapToLong(Token::id)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "int8"})
    void shouldAnswerAndScoreWithAnAdapterOnRoundedWeights(String dtype) {
        long[] prompt = base.template().prompt(base.tokenizer(), "How heavy is it?");
        List<Example> answer = List.of(Example.answer(prompt, greedy(prompt)));
        double exact = Scorer.of(base).score(model, answer).get(0).nll();

        try (BaseModel rounded = BaseModel.load(directory, LoadOptions.of(dtype, "cpu"));
                LoadedAdapter attached = rounded.attach(RandomAdapter.of(rounded.config(), 3));
                LoadedAdapter bare = rounded.bare()) {
            Generation generated =
                    Generator.generate(attached, prompt, GenerationOptions.greedy(6), TokenListener.none());

            assertThat(generated.tokens()).isNotEmpty();
            assertThat(Scorer.of(rounded).score(attached, answer).get(0).nll()).isCloseTo(exact, withinPercentage(3));
            assertThat(Scorer.of(rounded).score(bare, answer).get(0).nll()).isNotCloseTo(exact, withinPercentage(6));
        }
    }

    @Test
    void shouldCallExactWhatGreedyDecodingWrites() {
        List<Example> written = new ArrayList<>();
        List<Example> changed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long[] prompt = base.template().prompt(base.tokenizer(), "Question number " + i);
            long[] answer = greedy(prompt);
            written.add(Example.answer(prompt, answer));
            answer[answer.length - 1] =
                    (answer[answer.length - 1] + 1) % base.config().vocabSize();
            changed.add(Example.answer(prompt, answer));
        }

        assertThat(Scorer.of(base).score(model, written)).allMatch(Score::exact);
        assertThat(Scorer.of(base).score(model, changed)).noneMatch(Score::exact);
    }

    @Test
    void shouldScoreAnExampleAmongOthersAsAlone() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            examples.add(base.template().example(base.tokenizer(), "q".repeat(1 + i % 7), "answer " + i * 37));
        }

        List<Score> together = new Scorer(3, 64).score(model, examples);

        for (int i = 0; i < examples.size(); i++) {
            Score alone = Scorer.of(base).score(model, List.of(examples.get(i))).get(0);
            assertThat(together.get(i).nll()).isCloseTo(alone.nll(), within(1e-3));
            assertThat(together.get(i).tokens()).isEqualTo(examples.get(i).targets());
        }
    }

    @Test
    void shouldNotCallExactWhatItCouldNotSeeWhole() {
        long[] prompt = base.template().prompt(base.tokenizer(), "Which?");
        Example example = Example.answer(prompt, greedy(prompt));

        assertThat(new Scorer(1, example.length() - 1)
                        .score(model, List.of(example))
                        .get(0)
                        .exact())
                .isFalse();
        assertThat(Scorer.of(base)
                        .score(model, List.of(Example.answer(prompt, new long[0])))
                        .get(0)
                        .exact())
                .isFalse();
    }

    @Test
    void shouldAveragePerplexityOverTokens() {
        double[] half = new double[] {Math.log(0.5), Math.log(0.5)};
        double[] eighth = new double[] {Math.log(0.125)};
        List<Score> scores = List.of(score(half), score(eighth));

        assertThat(Scorer.perplexity(scores)).isCloseTo(Math.pow(2, 5 / 3.0), within(1e-9));
    }

    private static Score score(double... logprobs) {
        return new Score(
                -Arrays.stream(logprobs).sum(),
                true,
                Arrays.stream(logprobs).boxed().toList());
    }
}
