package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
    /** Probabilities 0.1, 0.2, 0.7 behind one value that belongs to another row. */
    private static final float[] LOGITS = {99, (float) Math.log(0.1), (float) Math.log(0.2), (float) Math.log(0.7)};

    private static int[] counts(double temperature, double topP) {
        Sampler sampler = new Sampler(temperature, topP, 1);
        int[] counts = new int[3];
        for (int i = 0; i < 20_000; i++) {
            counts[sampler.draw(LOGITS, 1, 3)]++;
        }
        return counts;
    }

    @Test
    void shouldDrawByProbability() {
        int[] counts = counts(1, 1);

        assertThat(counts[0]).isCloseTo(2_000, within(200));
        assertThat(counts[1]).isCloseTo(4_000, within(250));
    }

    @Test
    void shouldDrawOnlyFromTheNucleus() {
        int[] counts = counts(1, 0.8);

        assertThat(counts[0]).isZero();
        assertThat(counts[1]).isCloseTo(20_000 * 2 / 9, within(250));
        assertThat(counts(1, 0.01)[2]).isEqualTo(20_000);
    }

    @ParameterizedTest
    @CsvSource({"0.9, 1", "0.5, 1", "0.99, 2", "0.999, 30", "0, 1", "0.9, 0.2"})
    void shouldDrawAsIfAllTokensWereSorted(double topP, double temperature) {
        Random random = new Random(7);
        for (int seed = 0; seed < 200; seed++) {
            float[] logits = new float[300];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) (Math.rint(random.nextGaussian() * 40) / 10); // some are equal
            }

            int drawn = new Sampler(temperature, topP, seed).draw(logits, 20, 280);

            assertThat(drawn).isEqualTo(drawnFromAllSorted(temperature, topP, seed, logits, 20));
        }
    }

    private static int drawnFromAllSorted(double temperature, double topP, long seed, float[] logits, int from) {
        double[] weights = IntStream.range(from, logits.length)
                .mapToDouble(i -> Math.exp(logits[i] / temperature))
                .toArray();
        List<Integer> sorted = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -weights[i]))
                .toList();
        double total = Arrays.stream(weights).sum();
        int kept = 0;
        double mass = 0;
        while (kept == 0 || mass < topP * total) {
            mass += weights[sorted.get(kept++)];
        }
        double point = new SplittableRandom(seed).nextDouble() * mass;
        int at = 0;
        while (at < kept - 1 && point >= weights[sorted.get(at)]) {
            point -= weights[sorted.get(at++)];
        }
        return sorted.get(at);
    }

    @Test
    void shouldSharpenWithALowTemperature() {
        assertThat(counts(0.5, 1)[2]).isCloseTo((int) (20_000 * 0.49 / 0.54), within(250));
    }

    @Test
    void shouldGiveTheLogarithmOfTheProbability() {
        assertThat(Sampler.logprob(LOGITS, 1, 3, 1)).isCloseTo(Math.log(0.2), within(1e-6));
    }
}
