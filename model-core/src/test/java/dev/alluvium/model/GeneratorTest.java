package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.text.Example;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    @TempDir
    Path directory;

    private BaseModel base() {
        return BaseModel.load(RandomCheckpoint.write(directory, RandomCheckpoint.config(true), 7));
    }

    @Test
    void shouldGiveTheSameTokensWithTheCacheAsWithout() {
        try (BaseModel base = base();
                LoadedAdapter model = base.attach(RandomAdapter.of(base.config(), 3))) {
            long[] prompt = base.template().prompt(base.tokenizer(), "How heavy is it?");

            Generation cached = Generator.generate(model, prompt, GenerationOptions.greedy(24), TokenListener.none());

            long[] answer = cached.tokens().stream().mapToLong(Token::id).toArray();
            assertThat(answer).isNotEmpty();
            Score uncached = Scorer.of(base)
                    .score(model, List.of(Example.answer(prompt, answer)))
                    .get(0);
            assertThat(uncached.exact()).isTrue();
            for (int i = 0; i < answer.length; i++) {
                assertThat(cached.tokens().get(i).logprob())
                        .isCloseTo(uncached.logprobs().get(i), within(1e-4));
            }
        }
    }

    @Test
    void shouldAnswerARowOfABatchAsAlone() {
        try (BaseModel base = base();
                LoadedAdapter model = base.attach(RandomAdapter.of(base.config(), 3))) {
            List<long[]> prompts = List.of(
                    base.template().prompt(base.tokenizer(), "Short"),
                    base.template().prompt(base.tokenizer(), "A much longer question, is it not?"),
                    base.template().prompt(base.tokenizer(), "中文"));

            List<Generation> together =
                    Generator.generate(model, prompts, GenerationOptions.greedy(20), TokenListener.none());

            List<String> alone = prompts.stream()
                    .map(prompt ->
                            Generator.generate(model, prompt, GenerationOptions.greedy(20), TokenListener.none()))
                    .map(Generation::text)
                    .toList();
            assertThat(together.stream().map(Generation::text)).containsExactlyElementsOf(alone);
        }
    }

    private static GenerationOptions sampled(long seed) {
        return new GenerationOptions(20, 1.5, 0.95, seed, List.of());
    }

    private static Generation answer(LoadedAdapter model, GenerationOptions options, TokenListener listener) {
        BaseModel base = model.base();
        return Generator.generate(model, base.template().prompt(base.tokenizer(), "Which?"), options, listener);
    }

    @Test
    void shouldDrawTheSameAnswerFromTheSameSeed() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare()) {
            Generation first = answer(model, sampled(1), TokenListener.none());

            assertThat(answer(model, sampled(1), TokenListener.none())).isEqualTo(first);
            assertThat(answer(model, sampled(2), TokenListener.none())).isNotEqualTo(first);
        }
    }

    @Test
    void shouldDrawQuestionsInAUsersPlaceEachFromASeedOfItsOwn() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare()) {
            List<Generation> drawn = Generator.questions(model, Collections.nCopies(16, "Who"), sampled(5));
            List<Generation> later = Generator.questions(model, List.of("Who"), sampled(7));

            assertThat(later)
                    .extracting(Generation::text)
                    .containsExactly(drawn.get(2).text());
            assertThat(drawn.stream()
                            .map(each -> each.text()
                                    .substring(0, Math.min(1, each.text().length())))
                            .distinct())
                    .as("neighbouring seeds begin differently")
                    .hasSizeGreaterThan(6);
        }
    }

    @Test
    void shouldStreamExactlyTheTextOfTheAnswer() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare()) {
            StringBuilder streamed = new StringBuilder();

            Generation generation = answer(model, sampled(3), new TokenListener() {
                @Override
                public boolean onToken(int row, Token token) {
                    streamed.append(token.text());
                    return true;
                }

                @Override
                public void onEnd(int row, String rest, FinishReason reason) {
                    streamed.append(rest);
                }
            });

            assertThat(streamed).hasToString(generation.text());
            assertThat(generation.tokens()).hasSizeLessThanOrEqualTo(20).isNotEmpty();
        }
    }

    @Test
    void shouldEndBeforeAStopText() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare()) {
            String whole = answer(model, GenerationOptions.greedy(20), TokenListener.none())
                    .text();
            String stop = whole.substring(whole.length() / 2, whole.length() / 2 + 2);

            Generation stopped = answer(model, new GenerationOptions(20, 0, 1, 0, List.of(stop)), TokenListener.none());

            assertThat(stopped.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
            assertThat(stopped.reason()).isEqualTo(FinishReason.STOP);
        }
    }

    @Test
    void shouldEndWhenTheListenerHasHeardEnough() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare()) {
            Generation generation = answer(model, GenerationOptions.greedy(20), (row, token) -> false);

            assertThat(generation.tokens()).hasSize(1);
            assertThat(generation.reason()).isEqualTo(FinishReason.CANCELLED);
        }
    }

    @Test
    void shouldStayWithinTheModelsPositionsAndRefuseALongerPrompt() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare()) {
            int most = base.config().maxPositions();
            long[] prompt = new long[most - 3];
            Arrays.fill(prompt, 40);

            Generation generation = Generator.generate(
                    model, prompt, new GenerationOptions(99, 1, 1, 4, List.of()), TokenListener.none());

            assertThat(generation.tokens()).hasSizeLessThanOrEqualTo(3);
            assertThatThrownBy(() -> Generator.generate(
                            model, new long[most], GenerationOptions.greedy(1), TokenListener.none()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("prompt=128 tokens");
        }
    }
}
