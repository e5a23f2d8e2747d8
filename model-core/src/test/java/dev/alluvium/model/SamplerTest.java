package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

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

    @Test
    void shouldSharpenWithALowTemperature() {
        assertThat(counts(0.5, 1)[2]).isCloseTo((int) (20_000 * 0.49 / 0.54), within(250));
    }

    @Test
    void shouldGiveTheLogarithmOfTheProbability() {
        assertThat(Sampler.logprob(LOGITS, 1, 3, 1)).isCloseTo(Math.log(0.2), within(1e-6));
    }
}
