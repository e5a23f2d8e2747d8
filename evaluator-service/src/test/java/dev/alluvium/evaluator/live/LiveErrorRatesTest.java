package dev.alluvium.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.experiment.Conclusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often an experiment errs when it is looked at 30 times; a test that is not made for that is run beside it. */
final class LiveErrorRatesTest {
    private static final int EXPERIMENTS = 2_000;
    private static final int LOOKS = 30;
    private static final int REQUESTS = 3_000;
    private static final double ALPHA = 0.05;

    private record Rates(double better, double worse, double other, double naive) {}

    @ParameterizedTest
    @CsvSource({"false, 0.5", "false, 0.1", "true, 0.5", "true, 0.1"})
    void shouldPromoteNoChallengerThatIsNoBetterMoreOftenThanAlpha(boolean correlated, double share) {
        Rates rates = rates(EXPERIMENTS, correlated, share, 0);

        System.out.printf(
                "A/A, %s users, share %.0f %%: promoted %.2f %%, called worse %.2f %%, a z-test at every look errs in %.1f %%%n",
                correlated ? "correlated" : "independent",
                100 * share,
                100 * rates.better,
                100 * rates.worse,
                100 * rates.naive);
        assertThat(rates.better + rates.worse).isLessThanOrEqualTo(ALPHA);
        assertThat(rates.other).isLessThanOrEqualTo(0.005);
        assertThat(rates.naive).isGreaterThan(2 * ALPHA);
    }

    @Test
    void shouldSeeAGainOfFivePointsWithEnoughTraffic() {
        double small = rates(100, false, 0.5, 0.05).better;
        double large = power(12_000, 60);

        System.out.printf(
                "power for 5 points at share 50 %%: %.0f %% after 3,000 requests, %.0f %% after 12,000%n",
                100 * small, 100 * large);
        assertThat(large).isGreaterThan(0.8).isGreaterThan(small);
    }

    private static double power(int requests, int experiments) {
        int better = 0;
        for (int i = 0; i < experiments; i++) {
            Traffic traffic = new Traffic(77_000 + i, 20_000, false, Traffic.plan(0.5, 3_000), 0.05).splitBy(i);
            Conclusion end = null;
            for (int request = 1; request <= requests && end == null; request++) {
                traffic.one();
                end = request % 400 == 0 ? traffic.look().conclusion() : end;
            }
            better += end == Conclusion.BETTER ? 1 : 0;
        }
        return better / (double) experiments;
    }

    private static Rates rates(int experiments, boolean correlated, double share, double gain) {
        int[] ends = new int[Conclusion.values().length];
        int naive = 0;
        for (int i = 0; i < experiments; i++) {
            Traffic traffic = new Traffic(1_000L * i + 7, 1_500, correlated, Traffic.plan(share, 500), gain).splitBy(i);
            Conclusion end = null;
            boolean fooled = false;
            for (int request = 1; request <= REQUESTS; request++) {
                traffic.one();
                if (request % (REQUESTS / LOOKS) == 0) {
                    fooled |= traffic.naivelySignificant();
                    end = end != null ? end : traffic.look().conclusion();
                }
            }
            if (end != null) {
                ends[end.ordinal()]++;
            }
            naive += fooled ? 1 : 0;
        }
        double all = experiments;
        int other = ends[Conclusion.GUARD_BROKEN.ordinal()] + ends[Conclusion.BROKEN_SPLIT.ordinal()];
        return new Rates(
                ends[Conclusion.BETTER.ordinal()] / all,
                ends[Conclusion.WORSE.ordinal()] / all,
                other / all,
                naive / all);
    }
}
