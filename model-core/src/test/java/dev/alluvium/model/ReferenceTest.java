package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.text.Example;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What transformers 5.23.0 and peft 0.21.2 on torch 2.15.0 computed from this very directory and adapter: the weights
 * come from java.util.Random, whose numbers the platform fixes. Heads are grouped and wider than hidden / heads.
 */
class ReferenceTest {
    private static final long[] PROMPT = {2, 10, 20, 30, 40, 3};
    private static final Example EXAMPLE = Example.answer(PROMPT, new long[] {50, 60, 70, 80, 0});

    @TempDir
    Path directory;

    private BaseModel base;
    private Adapter adapter;

    @BeforeEach
    void load() {
        DecoderConfig config = new DecoderConfig(261, 64, 96, 3, 8, 2, 16, 1e-5, 50000, 128, true, List.of(0));
        base = BaseModel.load(RandomCheckpoint.write(directory, config, 1));
        adapter = RandomAdapter.of(config, new LoraShape(4, 12, TargetModule.all()), 3);
    }

    @AfterEach
    void close() {
        base.close();
    }

    private static void assertClose(List<Double> found, double... expected) {
        assertThat(found.stream().mapToDouble(Double::doubleValue).toArray()).containsExactly(expected, within(2e-4));
    }

    private List<Double> logprobs(LoadedAdapter model) {
        return Scorer.of(base).score(model, List.of(EXAMPLE)).get(0).logprobs();
    }

    private static List<Long> greedy(LoadedAdapter model) {
        return Generator.generate(model, PROMPT, GenerationOptions.greedy(10), TokenListener.none()).tokens().stream()
                .map(Token::id)
                .toList();
    }

    @Test
    void shouldScoreAndGenerateAsTransformersDoes() {
        try (LoadedAdapter model = base.bare()) {
            assertClose(logprobs(model), -7.588910, -6.686713, -6.055568, -5.260911, -8.893571);
            assertThat(greedy(model)).containsExactly(56L, 11L, 257L, 40L, 192L, 40L, 3L, 211L, 219L, 113L);
        }
    }

    @Test
    void shouldApplyAnAdapterAsPeftDoes() {
        try (LoadedAdapter model = base.attach(adapter)) {
            assertClose(logprobs(model), -8.067255, -6.181273, -7.903317, -5.465679, -5.606693);
            assertThat(greedy(model)).containsExactly(256L, 215L, 84L, 241L, 216L, 195L);
        }
    }

    @Test
    void shouldTrainAnAdapterAsPeftWithAdamWAndClippingDoes() {
        Batch batch = new Packing(1, 16).pack(List.of(EXAMPLE)).get(0);
        OptimizerConfig optimizer = new OptimizerConfig(0.9, 0.98, 1e-8, 0.01, 1.0);
        try (LoraTrainer trainer = LoraTrainer.start(base, adapter, optimizer)) {
            double[][] expected = {{6.644844, 20.848785}, {3.433915, 9.606091}, {2.300213, 13.088134}};
            for (double[] step : expected) {
                StepResult result = trainer.step(batch, 1e-2);

                assertThat(result.loss()).isCloseTo(step[0], within(1e-3));
                assertThat(result.gradientNorm()).isCloseTo(step[1], within(1e-2));
            }
        }
    }
}
