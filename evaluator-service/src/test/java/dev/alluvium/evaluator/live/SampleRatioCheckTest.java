package dev.alluvium.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleRatioCheckTest {
    private static final double ALPHA = 0.01;

    @ParameterizedTest
    @CsvSource({"0.5", "0.1", "0.02"})
    void shouldHardlyEverAccuseASplitThatIsRight(double share) {
        int alarms = 0;
        for (int i = 0; i < 2_000; i++) {
            alarms += everBroken(i, share, share, 3_000) ? 1 : 0;
        }

        assertThat(alarms / 2_000.0).isLessThanOrEqualTo(ALPHA);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.45", "0.2, 0.16", "0.1, 0.07"})
    void shouldFindASplitThatLosesUnits(double share, double real) {
        int found = 0;
        for (int i = 0; i < 100; i++) {
            found += everBroken(i, share, real, 10_000) ? 1 : 0;
        }

        assertThat(found).isGreaterThanOrEqualTo(95);
    }

    @Test
    void shouldFollowAShareThatAnOperatorChanges() {
        SplittableRandom random = new SplittableRandom(3);
        SampleRatioCheck check = new SampleRatioCheck(0.1);
        arrivals(check, random, 0.1, 3_000);

        check.changeTo(0.5);
        arrivals(check, random, 0.5, 3_000);

        assertThat(check.broken(ALPHA)).isFalse();
    }

    private static void arrivals(SampleRatioCheck check, SplittableRandom random, double share, int units) {
        for (int i = 0; i < units; i++) {
            check.arrived(random.nextDouble() < share ? Arm.CHALLENGER : Arm.CHAMPION);
        }
    }

    private static boolean everBroken(long seed, double share, double real, int units) {
        SplittableRandom random = new SplittableRandom(seed);
        SampleRatioCheck check = new SampleRatioCheck(share);
        for (int i = 0; i < units; i++) {
            check.arrived(random.nextDouble() < real ? Arm.CHALLENGER : Arm.CHAMPION);
            if (check.broken(ALPHA)) {
                return true;
            }
        }
        return false;
    }
}
