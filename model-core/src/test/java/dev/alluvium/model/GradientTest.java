package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.TrainingOptions.Checkpointing;
import dev.alluvium.model.text.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's gradients in fp64, where central differences are exact to about 1e-8. */
class GradientTest {
    private static final double STEP = 1e-5;

    /** Short ones share a block of attention under a mask, the long one has its own. */
    private static final List<Example> EXAMPLES = List.of(
            Example.answer(new long[] {2, 40, 41, 3}, new long[] {90, 91, 0}),
            Example.answer(new long[] {2, 50, 3}, new long[] {120, 121, 122, 123, 0})
                    .weighted(0.5),
            Example.answer(new long[] {2, 60, 3}, LongStream.range(70, 200).toArray()),
            Example.plain(new long[] {4, 200, 201, 202, 0}));

    private static final List<Batch> BATCHES = new Packing(2, 140).pack(EXAMPLES);

    @ParameterizedTest
    @ValueSource(strings = {"Q,V", "Q,K,V,O,GATE,UP,DOWN", "DOWN"})
    void shouldMatchFiniteDifferencesOfAnyLoraTargets(String names) {
        Set<TargetModule> targets =
                Arrays.stream(names.split(",")).map(TargetModule::valueOf).collect(Collectors.toSet());
        DecoderConfig config = RandomCheckpoint.config(true);

        assertMatchesFiniteDifferences(
                GradientSubject.adapter(config, WeightStorage.FP64, targets, TrainingOptions.standard()), BATCHES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldMatchFiniteDifferencesOfAnAdapterOnEveryArchitecture(Architecture architecture) {
        DecoderConfig config = Decoders.of(architecture);

        assertMatchesFiniteDifferences(
                GradientSubject.adapter(config, WeightStorage.FP64, TargetModule.all(), TrainingOptions.standard()),
                BATCHES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldMatchFiniteDifferencesOfDistilledTargets(Architecture architecture) {
        List<Example> distilled = List.of(
                EXAMPLES.get(0).distilled(1),
                EXAMPLES.get(1).distilled(0.3),
                EXAMPLES.get(2).distilled(0.8),
                EXAMPLES.get(3));

        assertMatchesFiniteDifferences(
                GradientSubject.adapter(
                        Decoders.of(architecture), WeightStorage.FP64, TargetModule.all(), TrainingOptions.standard()),
                new Packing(2, 140).pack(distilled));
    }

    @ParameterizedTest
    @EnumSource(names = {"ON", "OFF"})
    void shouldMatchFiniteDifferencesUnderDropout(Checkpointing checkpointing) {
        TrainingOptions options = TrainingOptions.standard().withDropout(0.3, 7).withCheckpointing(checkpointing);

        assertMatchesFiniteDifferences(
                GradientSubject.adapter(
                        Decoders.of(Architecture.LLAMA), WeightStorage.FP64, TargetModule.all(), options),
                BATCHES);
    }

    @ParameterizedTest
    @EnumSource
    void shouldMatchFiniteDifferencesOfEveryWeight(Architecture architecture) {
        assertMatchesFiniteDifferences(GradientSubject.allWeights(Decoders.of(architecture)), BATCHES);
    }

    @Test
    void shouldMatchFiniteDifferencesOverSeveralMicroBatches() {
        List<Batch> split = new Packing(1, 140).pack(EXAMPLES);
        assertThat(split).hasSizeGreaterThan(1);

        assertMatchesFiniteDifferences(
                GradientSubject.adapter(
                        Decoders.of(Architecture.LLAMA),
                        WeightStorage.FP64,
                        TargetModule.all(),
                        TrainingOptions.standard()),
                split);
    }

    private static void assertMatchesFiniteDifferences(GradientSubject opened, List<Batch> batches) {
        try (GradientSubject subject = opened) {
            double[][] exact = subject.gradients(batches);
            Random random = new Random(4);
            for (int p = 0; p < subject.parameters(); p++) {
                int at = random.nextInt(exact[p + 1].length);
                double difference =
                        (subject.lossWith(batches, p, at, STEP) - subject.lossWith(batches, p, at, -STEP)) / (2 * STEP);
                assertThat(exact[p + 1][at])
                        .as("gradient of parameter %d at %d", p, at)
                        .isCloseTo(difference, within(1e-7 + 1e-6 * Math.abs(difference)));
            }
        }
    }
}
