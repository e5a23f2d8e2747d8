package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.TrainingOptions.Checkpointing;
import dev.alluvium.model.text.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdapterGradientsTest {
    private static final TrainingOptions PLAIN = TrainingOptions.standard();
    private static final int WIDTH = 200;

    /** Records of 3 to 150 tokens, some with weights, some distilled, each with a prompt that carries no loss. */
    private static final List<Example> RECORDS = records(12);

    private static List<Example> records(int count) {
        Random random = new Random(6);
        return IntStream.range(0, count)
                .mapToObj(i -> Example.answer(
                                ids(random, 1 + random.nextInt(10)),
                                ids(random, 2 + random.nextInt(i % 3 == 0 ? 140 : 20)))
                        .weighted(i % 4 == 0 ? 0.25 : 1)
                        .distilled(i % 5 == 2 ? 0.6 : 0))
                .toList();
    }

    private static long[] ids(Random random, int count) {
        return LongStream.generate(() -> random.nextInt(RandomCheckpoint.VOCABULARY))
                .limit(count)
                .toArray();
    }

    private static GradientSubject subject(Architecture architecture, WeightStorage storage, TrainingOptions options) {
        return GradientSubject.adapter(Decoders.of(architecture), storage, TargetModule.all(), options);
    }

    private static double[][] gradients(TrainingOptions options, List<Batch> batches) {
        try (GradientSubject subject = subject(Architecture.LLAMA, WeightStorage.FP32, options)) {
            return subject.gradients(batches);
        }
    }

    private static void assertSame(double[][] found, double[][] expected, double tolerance) {
        for (int p = 0; p < expected.length; p++) {
            assertThat(found[p]).as("parameter %d", p).containsExactly(expected[p], within(tolerance));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGivePackedRecordsTheGradientsTheyHaveAlone(Architecture architecture) {
        List<Batch> packed = new Packing(8, WIDTH).pack(RECORDS);
        List<Batch> alone = RECORDS.stream()
                .flatMap(record -> new Packing(1, WIDTH).pack(List.of(record)).stream())
                .toList();
        assertThat(packed).hasSize(1);
        try (GradientSubject subject = subject(architecture, WeightStorage.FP64, PLAIN)) {
            assertSame(subject.gradients(packed), subject.gradients(alone), 1e-12);
        }
    }

    @Test
    void shouldGiveTheSameGradientsHoweverAStepIsSplitIntoMicroBatches() {
        try (GradientSubject subject = subject(Architecture.LLAMA, WeightStorage.FP64, PLAIN)) {
            double[][] whole = subject.gradients(new Packing(8, WIDTH).pack(RECORDS));

            assertSame(subject.gradients(new Packing(1, WIDTH).pack(RECORDS)), whole, 1e-12);
            assertSame(subject.gradients(new Packing(2, WIDTH).pack(RECORDS)), whole, 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"LLAMA,0", "QWEN3,0", "MISTRAL,0", "LLAMA,0.2", "QWEN2,0.2"})
    void shouldGiveTheSameBitsWithAndWithoutCheckpointing(Architecture architecture, double dropout) {
        List<Batch> batches = new Packing(2, WIDTH).pack(RECORDS);
        TrainingOptions options = PLAIN.withDropout(dropout, 3);
        try (GradientSubject kept =
                        subject(architecture, WeightStorage.FP32, options.withCheckpointing(Checkpointing.OFF));
                GradientSubject again =
                        subject(architecture, WeightStorage.FP32, options.withCheckpointing(Checkpointing.ON))) {
            assertThat(again.gradients(batches)).isDeepEqualTo(kept.gradients(batches));
        }
    }

    @Test
    void shouldDrawOtherMasksForAnotherSeedAndMicroBatchButNotForAnotherRun() {
        List<Batch> one = new Packing(8, WIDTH).pack(RECORDS);
        TrainingOptions seven = PLAIN.withDropout(0.5, 7);

        double[][] first = gradients(seven, one);

        assertThat(gradients(seven, one)).isDeepEqualTo(first);
        assertThat(gradients(PLAIN.withDropout(0.5, 8), one)[0]).isNotEqualTo(first[0]);
        assertThat(AdapterGradients.key(7, 1)).isNotEqualTo(AdapterGradients.key(7, 2));
    }

    @Test
    void shouldKeepTheLossInTheMeanUnderDropout() {
        List<Batch> batches = new Packing(8, WIDTH).pack(RECORDS);
        double plain = gradients(PLAIN, batches)[0][0];

        double mean = IntStream.range(0, 40)
                .mapToDouble(seed -> gradients(PLAIN.withDropout(0.1, seed), batches)[0][0])
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(plain, within(0.02 * plain));
    }

    @Test
    void shouldWeighTheLossOfARecordByItsWeight() {
        Example record = RECORDS.get(1);
        double[][] once = gradients(PLAIN, new Packing(1, WIDTH).pack(List.of(record.weighted(1))));
        double[][] quarter = gradients(PLAIN, new Packing(1, WIDTH).pack(List.of(record.weighted(0.25))));

        double[][] expected = Arrays.stream(once)
                .map(values -> Arrays.stream(values).map(value -> value / 4).toArray())
                .toArray(double[][]::new);
        assertSame(quarter, expected, 1e-6);
    }

    @Test
    void shouldComputeInBf16CloseToFp32() {
        List<Batch> batches = new Packing(2, WIDTH).pack(RECORDS);
        try (GradientSubject exact = subject(Architecture.QWEN3, WeightStorage.FP32, PLAIN);
                GradientSubject rounded = subject(Architecture.QWEN3, WeightStorage.BF16, PLAIN)) {
            assertThat(angle(rounded.gradients(batches), exact.gradients(batches)))
                    .isLessThan(0.1);
        }
    }

    @Test
    void shouldTrainOnInt8WeightsCloseToFp32() {
        List<Batch> batches = new Packing(2, WIDTH).pack(RECORDS);
        try (GradientSubject exact = subject(Architecture.QWEN2, WeightStorage.FP32, PLAIN);
                GradientSubject rounded = subject(Architecture.QWEN2, WeightStorage.INT8, PLAIN)) {
            assertThat(angle(rounded.gradients(batches), exact.gradients(batches)))
                    .isLessThan(0.1);
        }
    }

    /** The sine of the angle between two gradients over all parameters, about. */
    private static double angle(double[][] found, double[][] expected) {
        List<Double> products = new ArrayList<>(List.of(0.0, 0.0, 0.0));
        for (int p = 1; p < expected.length; p++) {
            for (int i = 0; i < expected[p].length; i++) {
                products.set(0, products.get(0) + found[p][i] * expected[p][i]);
                products.set(1, products.get(1) + found[p][i] * found[p][i]);
                products.set(2, products.get(2) + expected[p][i] * expected[p][i]);
            }
        }
        double cosine = products.get(0) / Math.sqrt(products.get(1) * products.get(2));
        return Math.sqrt(Math.max(0, 1 - cosine * cosine));
    }
}
