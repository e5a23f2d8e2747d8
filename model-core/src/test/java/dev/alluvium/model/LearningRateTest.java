package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
    private final LearningRate rate = new LearningRate(1.0, 10, 100, 0.1);

    @Test
    void shouldRiseToNearThePeakAndFallToTheFloor() {
        assertThat(rate.at(1)).isCloseTo(0.1, within(1e-3));
        assertThat(rate.at(5)).isCloseTo(0.5, within(1e-2));
        assertThat(rate.at(55)).isCloseTo(0.1 + 0.9 * 0.5 * (1 + Math.cos(0.55 * Math.PI)), within(1e-12));
        assertThat(rate.at(100)).isCloseTo(0.1, within(1e-12));
        assertThat(rate.at(500)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void shouldFallInAStraightLineOrNotAtAll() {
        // Given
        LearningRate linear = new LearningRate(1.0, 10, 100, 0.1, LearningRate.Decay.LINEAR);
        LearningRate constant = new LearningRate(1.0, 10, 100, 0.1, LearningRate.Decay.CONSTANT);

        // Then
        assertThat(linear.at(60)).isCloseTo(0.1 + 0.9 * 0.4, within(1e-12));
        assertThat(linear.at(100)).isCloseTo(0.1, within(1e-12));
        assertThat(constant.at(5)).isCloseTo(0.5, within(1e-12));
        assertThat(constant.at(100)).isEqualTo(1.0);
    }
}
