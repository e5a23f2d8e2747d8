package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.text.Example;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecodeBatchTest {
    @TempDir
    Path directory;

    private BaseModel base(DecoderConfig config) {
        return BaseModel.load(RandomCheckpoint.write(directory, config, 7));
    }

    private BaseModel base() {
        return base(RandomCheckpoint.config(true));
    }

    /** What one request asks for. */
    private record Request(long[] prompt, GenerationOptions options) {
        GenerationRow join(DecodeBatch batch) {
            return batch.join(0, prompt, options, TokenListener.none());
        }

        Generation alone(LoadedAdapter model) {
            return Generator.generate(model, prompt, options, TokenListener.none());
        }
    }

    /** Requests of all lengths, some greedy, some drawn with seeds of their own. */
    private static List<Request> requests(int count, int longest, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Request(
                        random.longs(1 + random.nextInt(longest), 5, RandomCheckpoint.VOCABULARY)
                                .toArray(),
                        new GenerationOptions(
                                1 + random.nextInt(24),
                                random.nextBoolean() ? 0 : 0.5 + random.nextDouble(),
                                random.nextBoolean() ? 1 : 0.9,
                                random.nextLong(),
                                List.of())))
                .toList();
    }

    private static List<Long> ids(Generation generation) {
        return generation.tokens().stream().map(Token::id).toList();
    }

    private static void assertSame(Generation found, Generation expected) {
        assertThat(ids(found)).isEqualTo(ids(expected));
        assertThat(found.text()).isEqualTo(expected.text());
        assertThat(found.reason()).isEqualTo(expected.reason());
        assertThat(found.promptTokens()).isEqualTo(expected.promptTokens());
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void shouldGiveTheTokensOfASingleStreamToRowsThatJoinAndLeaveInMidFlight(Architecture architecture) {
        try (BaseModel base = base(Decoders.of(architecture));
                LoadedAdapter model = base.attach(RandomAdapter.of(base.config(), 3));
                DecodeBatch batch = new DecodeBatch(model)) {
            List<Request> requests = requests(40, 60, 5);
            Random random = new Random(9);
            List<GenerationRow> rows = new ArrayList<>();

            while (rows.size() < requests.size() || batch.size() > 0) {
                for (int joining = random.nextInt(3); joining > 0 && rows.size() < requests.size(); joining--) {
                    rows.add(requests.get(rows.size()).join(batch));
                }
                batch.step();
            }

            for (int i = 0; i < rows.size(); i++) {
                assertSame(rows.get(i).result(), requests.get(i).alone(model));
            }
        }
    }

    @Test
    void shouldReadALongPromptInPartsWhileOthersGoOn() {
        DecoderConfig config =
                new DecoderConfig(RandomCheckpoint.VOCABULARY, 16, 24, 2, 4, 2, 4, 1e-5, 10000, 2000, true, List.of(0));
        try (BaseModel base = base(config);
                LoadedAdapter model = base.bare();
                DecodeBatch batch = new DecodeBatch(model)) {
            Request brief = new Request(new long[] {40, 41, 42}, sampled(60, 1));
            Request vast = new Request(new Random(2).longs(1700, 5, 250).toArray(), sampled(8, 2));
            GenerationRow first = brief.join(batch);
            batch.step();

            GenerationRow second = vast.join(batch);
            GenerationRow third = brief.join(batch);
            batch.step();

            assertThat(first.result().tokens()).hasSizeGreaterThan(2);
            assertThat(second.result().tokens()).isEmpty();
            while (batch.size() > 0) {
                batch.step();
            }
            assertSame(first.result(), brief.alone(model));
            assertSame(second.result(), vast.alone(model));
            assertSame(third.result(), brief.alone(model));
            assertThat(ids(second.result())).isEqualTo(recomputed(model, vast));
        }
    }

    private static GenerationOptions sampled(int most, long seed) {
        return new GenerationOptions(most, 1, 1, seed, List.of());
    }

    /** Drawn from the logits of the whole text so far, read anew for each token and without a cache that grew. */
    private static List<Long> recomputed(LoadedAdapter model, Request request) {
        List<Long> made = new ArrayList<>();
        Sampler sampler = new Sampler(1, 1, request.options().seed());
        long[] text = request.prompt();
        for (int i = 0; i < request.options().maxTokens(); i++) {
            float[] logits = WholeText.logits(model, text);
            long next = sampler.draw(logits, 0, logits.length);
            made.add(next);
            text = java.util.Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = next;
        }
        return made;
    }

    @Test
    void shouldFreeTheRowOfAnAnswerThatNobodyWants() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare();
                DecodeBatch batch = new DecodeBatch(model)) {
            Request request = new Request(new long[] {40, 41, 42}, sampled(90, 3));
            GenerationRow kept = request.join(batch);
            GenerationRow left = batch.join(0, request.prompt(), sampled(90, 4), (row, token) -> false);
            GenerationRow late = request.join(batch);

            batch.step();

            assertThat(left.result().reason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(batch.size()).isEqualTo(2);
            while (batch.size() > 0) {
                batch.step();
            }
            assertSame(kept.result(), request.alone(model));
            assertSame(late.result(), request.alone(model));
        }
    }

    @Test
    void shouldCountThePlacesThatOneMoreWouldTake() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare();
                DecodeBatch batch = new DecodeBatch(model)) {
            assertThat(batch.placesWith(50)).isEqualTo(50);
            new Request(new long[20], sampled(10, 3)).join(batch);

            assertThat(batch.placesWith(50)).isEqualTo(100);
            assertThat(batch.placesWith(5)).isEqualTo(60);
        }
    }

    @Test
    void shouldRefuseAPromptThatLeavesNoRoomAndGoOnWithTheOthers() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare();
                DecodeBatch batch = new DecodeBatch(model)) {
            Request request = new Request(new long[] {40, 41, 42}, sampled(9, 3));
            GenerationRow row = request.join(batch);

            assertThatThrownBy(() -> batch.join(0, new long[128], sampled(1, 1), TokenListener.none()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("prompt=128 tokens");

            while (batch.size() > 0) {
                batch.step();
            }
            assertSame(row.result(), request.alone(model));
        }
    }

    @Test
    void shouldTellEachRowAsManyLikelyTokensAsItAskedFor() {
        try (BaseModel base = base();
                LoadedAdapter model = base.bare();
                DecodeBatch batch = new DecodeBatch(model)) {
            long[] prompt = {40, 41, 42};
            GenerationOptions three = new GenerationOptions(5, 0, 1, 0, List.of(), 3);
            GenerationRow told = batch.join(0, prompt, three, TokenListener.none());
            GenerationRow untold = batch.join(0, prompt, GenerationOptions.greedy(5), TokenListener.none());

            while (batch.size() > 0) {
                batch.step();
            }

            assertThat(untold.result().tokens())
                    .allSatisfy(token -> assertThat(token.likeliest()).isEmpty());
            assertThat(told.result().tokens()).isNotEmpty().allSatisfy(token -> {
                assertThat(token.likeliest())
                        .hasSize(3)
                        .isSortedAccordingTo((a, b) -> Double.compare(b.logprob(), a.logprob()));
                assertThat(token.likeliest().get(0).id()).isEqualTo(token.id());
                assertThat(token.likeliest().get(0).logprob()).isEqualTo(token.logprob());
            });
        }
    }

    /** Hears of a prompt and of nothing else. */
    private static final class Heard implements TokenListener {
        private final List<PromptToken> prompt = new ArrayList<>();

        @Override
        public boolean onToken(int row, Token token) {
            return true;
        }

        @Override
        public void onPrompt(int row, List<PromptToken> tokens) {
            prompt.addAll(tokens);
        }
    }

    private static GenerationOptions told(int most, int likeliest) {
        return new GenerationOptions(most, 0, 1, 0, List.of(), likeliest, true);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void shouldTellAPromptsTokensAsTeacherForcingScoresThem(Architecture architecture) {
        try (BaseModel base = base(Decoders.of(architecture));
                LoadedAdapter model = base.attach(RandomAdapter.of(base.config(), 3));
                DecodeBatch batch = new DecodeBatch(model)) {
            long[] prompt =
                    new Random(4).longs(50, 5, RandomCheckpoint.VOCABULARY).toArray();
            Request other = requests(1, 60, 8).get(0);
            Heard heard = new Heard();
            GenerationRow beside = other.join(batch);
            GenerationRow row = batch.join(0, prompt, told(6, 2), heard);
            Heard alone = new Heard();
            GenerationRow empty = batch.join(0, prompt, told(0, 0), alone);

            while (batch.size() > 0) {
                batch.step();
            }

            Score score = Scorer.of(base)
                    .score(model, List.of(Example.answer(Arrays.copyOf(prompt, 1), Arrays.copyOfRange(prompt, 1, 50))))
                    .get(0);
            assertThat(heard.prompt).extracting(PromptToken::id).containsExactlyElementsOf(ids(prompt));
            assertThat(heard.prompt.get(0).logprob()).isEmpty();
            for (int i = 1; i < prompt.length; i++) {
                double expected = score.logprobs().get(i - 1);
                assertThat(heard.prompt.get(i).logprob().orElseThrow()).isCloseTo(expected, within(1e-4));
                assertThat(alone.prompt.get(i).logprob().orElseThrow()).isCloseTo(expected, within(1e-4));
                assertThat(heard.prompt.get(i).likeliest()).hasSize(2);
                assertThat(alone.prompt.get(i).likeliest()).isEmpty();
            }
            assertThat(empty.result().tokens()).isEmpty();
            assertThat(empty.result().reason()).isEqualTo(FinishReason.LENGTH);
            assertSame(
                    row.result(), Generator.generate(model, prompt, GenerationOptions.greedy(6), TokenListener.none()));
            assertSame(beside.result(), other.alone(model));
        }
    }

    private static List<Long> ids(long[] prompt) {
        return Arrays.stream(prompt).boxed().toList();
    }

    @Test
    void shouldTellALongPromptThatIsReadInParts() {
        DecoderConfig config =
                new DecoderConfig(RandomCheckpoint.VOCABULARY, 16, 24, 2, 4, 2, 4, 1e-5, 10000, 400, true, List.of(0));
        try (BaseModel base = base(config);
                LoadedAdapter model = base.bare();
                DecodeBatch batch = new DecodeBatch(model)) {
            long[] full = new Random(2).longs(400, 5, 250).toArray();
            Heard heard = new Heard();
            batch.join(0, full, told(0, 1), heard);

            while (batch.size() > 0) {
                batch.step();
            }

            Score score = Scorer.of(base)
                    .score(model, List.of(Example.answer(Arrays.copyOf(full, 1), Arrays.copyOfRange(full, 1, 400))))
                    .get(0);
            assertThat(heard.prompt).hasSize(400);
            assertThat(heard.prompt.stream()
                            .skip(1)
                            .mapToDouble(token -> -token.logprob().orElseThrow())
                            .sum())
                    .isCloseTo(score.nll(), within(1e-2));
            assertThatThrownBy(() -> batch.join(0, full, told(1, 1), heard)).hasMessageContaining("400 tokens");
        }
    }
}
