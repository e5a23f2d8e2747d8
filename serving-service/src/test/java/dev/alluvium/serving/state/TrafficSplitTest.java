package dev.alluvium.serving.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficSplitTest {
    private static final int UNITS = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5})
    void shouldSendTheShareToTheChallenger(double share) {
        assertThat(chosen("one", share) / (double) UNITS).isBetween(share - 0.012, share + 0.012);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2})
    void shouldKeepWhoWasChosenWhenTheShareGrows(double share) {
        for (int i = 0; i < UNITS; i++) {
            if (TrafficSplit.toChallenger("one", "unit-" + i, share)) {
                assertThat(TrafficSplit.toChallenger("one", "unit-" + i, share + 0.1))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5})
    void shouldSplitAnewForAnotherExperiment(double share) {
        int both = 0;
        for (int i = 0; i < UNITS; i++) {
            both += TrafficSplit.toChallenger("one", "unit-" + i, share)
                            && TrafficSplit.toChallenger("two", "unit-" + i, share)
                    ? 1
                    : 0;
        }

        assertThat(both / (double) UNITS).isBetween(0.238, 0.262);
    }

    private static int chosen(String experiment, double share) {
        int chosen = 0;
        for (int i = 0; i < UNITS; i++) {
            chosen += TrafficSplit.toChallenger(experiment, "unit-" + i, share) ? 1 : 0;
        }
        return chosen;
    }
}
