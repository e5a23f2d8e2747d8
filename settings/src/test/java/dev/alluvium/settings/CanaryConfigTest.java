package dev.alluvium.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.TrialMode;
import dev.alluvium.contracts.experiment.TrialPlan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CanaryConfigTest {
    @Test
    void shouldPlanAnExperimentAsConfigured() {
        // Given
        CanaryConfig config =
                new CanaryConfig(0.2, 90, Duration.ofHours(3), 0.01, true, TrialMode.SHADOW, Duration.ofMinutes(7));

        // When
        TrialPlan plan = config.plan();

        // Then
        assertThat(plan)
                .isEqualTo(new TrialPlan(
                        0.2, 90, Duration.ofHours(3), 0.01, true, TrialMode.SHADOW, Duration.ofMinutes(7)));
    }

    @Test
    void shouldKeepItsWatchWithAnotherShare() {
        // Given
        CanaryConfig config = CanaryConfig.DEFAULT.watched(Duration.ofMinutes(7));

        // When
        CanaryConfig other = config.with(0.5, 100, null);

        // Then
        assertThat(other.watch()).isEqualTo(Duration.ofMinutes(7));
        assertThat(other.share()).isEqualTo(0.5);
        assertThat(other.minOutcomes()).isEqualTo(100);
    }
}
