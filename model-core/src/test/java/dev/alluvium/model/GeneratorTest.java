package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.text.Example;
import java.nio.file.Path;
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
}
