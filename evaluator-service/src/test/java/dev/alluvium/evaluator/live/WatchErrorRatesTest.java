package dev.alluvium.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.Baseline;
import dev.alluvium.contracts.experiment.Conclusion;
import dev.alluvium.contracts.experiment.PromotionWatch;
import dev.alluvium.settings.CanaryConfig;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often a watch errs when it is looked at 30 times, after experiments that stopped as soon as users liked the challenger better:
 * the baseline is what their champions' arms had been then, which is a little less than they were worth.
 */
final class WatchErrorRatesTest {
    private static final int WATCHES = 2_000;
    private static final int LOOKS = 30;
    private static final int REQUESTS = 3_000;
    private static final double ALPHA = 0.05;

    /** By which users like a version that is promoted better than the champion. */
    private static final double PROMOTED = 0.15;

    @ParameterizedTest
    @CsvSource({"false, 0.5", "false, 0.1", "true, 0.5", "true, 0.1"})
    void shouldTakeBackNoVersionThatIsAsGoodAsTheOneBeforeMoreOftenThanAlpha(boolean correlated, double share) {
        double takenBack = takenBack(WATCHES, correlated, share, 0, REQUESTS);

        System.out.printf(
                "watch of an equal version, %s users, share %.0f %%: taken back %.2f %%%n",
                correlated ? "correlated" : "independent", 100 * share, 100 * takenBack);
        assertThat(takenBack).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void shouldSeeALossOfTenPointsWithEnoughUsers() {
        double half = takenBack(200, false, 0.5, -0.1, REQUESTS);
        double tenth = takenBack(200, false, 0.1, -0.1, REQUESTS);
        double twice = takenBack(200, false, 0.1, -0.2, REQUESTS);

        System.out.printf(
                "power of a watch of %,d requests for a loss of 10 points: %.0f %% after an experiment at 50 %%,"
                        + " %.0f %% after one at 10 %%; of 20 points %.0f %%%n",
                REQUESTS, 100 * half, 100 * tenth, 100 * twice);
        assertThat(twice).isGreaterThan(0.95).isGreaterThan(tenth);
        assertThat(half).isGreaterThan(ALPHA);
    }

    private static double takenBack(int watches, boolean correlated, double share, double gain, int requests) {
        int worse = 0;
        for (int i = 0; i < watches; i++) {
            Traffic traffic =
                    new Traffic(9_000L * i + 3, 1_500, correlated, Traffic.plan(share, 500), PROMOTED).splitBy(i);
            Baseline baseline = baseline(traffic);
            PromotionWatch watch = new PromotionWatch("w", 1, baseline, CanaryConfig.DEFAULT.plan(), Traffic.START);
            traffic.watched(new LiveWatch(watch, GuardLimits.DEFAULT), gain);
            Conclusion end = null;
            for (int request = 1; request <= requests && end == null; request++) {
                traffic.one();
                end = request % (requests / LOOKS) == 0 ? traffic.look().conclusion() : end;
            }
            worse += end == null ? 0 : 1;
        }
        return worse / (double) watches;
    }

    /** Of the champion's arm when the experiment is won, or after all its requests. */
    private static Baseline baseline(Traffic traffic) {
        boolean won = false;
        for (int request = 1; request <= REQUESTS && !won; request++) {
            traffic.one();
            won = request % (REQUESTS / LOOKS) == 0 && traffic.look().conclusion() == Conclusion.BETTER;
        }
        return Objects.requireNonNull(traffic.followed().baseline(0).orElse(null));
    }
}
