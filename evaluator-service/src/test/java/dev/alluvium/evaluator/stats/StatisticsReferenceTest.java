package dev.alluvium.evaluator.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Against scipy's values: tools/stats/reference.py writes the tables. */
class StatisticsReferenceTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/stats/share-bounds.csv", numLinesToSkip = 1)
    void shouldGiveTheExactBoundsOfAShare(double known, int facts, double confidence, double lower, double upper) {
        // When
        double low = ShareBounds.lower(known, facts, confidence);
        double high = ShareBounds.upper(known, facts, confidence);

        // Then
        assertThat(low).isCloseTo(lower, within(1e-9));
        assertThat(high).isCloseTo(upper, within(1e-9));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/stats/beta-cdf.csv", numLinesToSkip = 1)
    void shouldIntegrateTheBetaDensity(double x, double a, double b, double expected) {
        // When
        double cumulative = BetaDistribution.cumulative(x, a, b);

        // Then
        assertThat(cumulative).isCloseTo(expected, within(1e-10));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvFileSource(resources = "/stats/bootstrap.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void shouldBoundAMeanAsTheBootstrapDoes(String name, double confidence, double lower, double upper, String values) {
        // Given
        double[] sample = Arrays.stream(values.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();

        // When
        double low = PairedBootstrap.lower(sample, confidence);
        double high = PairedBootstrap.upper(sample, confidence);

        // Then: within the grid of the means and the noise of 2,000 draws
        assertThat(low).isCloseTo(lower, within(1.1 / sample.length));
        assertThat(high).isCloseTo(upper, within(1.1 / sample.length));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/stats/sign-flip.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void shouldFlipSignsAsAPermutationTestDoes(String name, double chance, String values) {
        // Given
        double[] differences = numbers(values);
        boolean exact = Arrays.stream(differences).filter(value -> value != 0).count() <= SignFlipTest.EXACT;

        // When
        double found = SignFlipTest.above(differences);

        // Then: within the noise of 20,000 flips
        assertThat(found).isCloseTo(chance, within(exact ? 1e-12 : 0.015));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/stats/holm.csv", numLinesToSkip = 1)
    void shouldAdjustAsHolmDoes(String chances, String adjusted) {
        assertThat(Holm.adjusted(numbers(chances))).containsExactly(numbers(adjusted), within(1e-12));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvFileSource(resources = "/stats/power.csv", numLinesToSkip = 1)
    void shouldSayHowSmallALossWouldBeSeen(int facts, double confidence, @Nullable Double loss) {
        double found = Power.detectableLoss(facts, confidence);

        if (loss == null) {
            assertThat(found).isInfinite();
        } else {
            assertThat(found).isCloseTo(loss, within(1e-9));
        }
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvFileSource(resources = "/stats/intervals.csv", numLinesToSkip = 1)
    void shouldGiveExactIntervalsAlsoAtTheEnds(int known, int facts, double lower, double upper) {
        assertThat(ShareBounds.lower(known, facts, 0.975)).isCloseTo(lower, within(1e-10));
        assertThat(ShareBounds.upper(known, facts, 0.975)).isCloseTo(upper, within(1e-10));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/stats/seed-variance.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void shouldFindTheSeedsPartAsAnAnalysisOfVarianceDoes(
            String name, double deviation, double ofMeans, int freedom, String rounds) {
        // Given
        List<double[][]> scores = Arrays.stream(rounds.split(";", -1))
                .map(round -> Arrays.stream(round.split("/", -1))
                        .map(StatisticsReferenceTest::numbers)
                        .toArray(double[][]::new))
                .toList();

        // When
        SeedVariance found = SeedVariance.of(scores);

        // Then
        assertThat(found.deviation()).isCloseTo(deviation, within(1e-9));
        assertThat(found.ofMeans()).isCloseTo(ofMeans, within(1e-12));
        assertThat(found.freedom()).isEqualTo(freedom);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/stats/seed-spread.csv", numLinesToSkip = 1)
    void shouldWidenABoundByTheSeeds(
            double estimate, double lower, double deviation, double confidence, double widened) {
        // Given
        SeedSpread seeds = new SeedSpread(deviation);

        // When
        double low = seeds.lower(estimate, lower, confidence);
        double high = seeds.upper(-estimate, -lower, confidence);

        // Then
        assertThat(low).isCloseTo(widened, within(1e-10));
        assertThat(high).as("the same from above").isCloseTo(-widened, within(1e-10));
    }

    private static double[] numbers(String values) {
        return Arrays.stream(values.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"60, 0.75, 51", "100, 0.75, 83", "120, 0.75, 99", "5, 0.75, 6", "11, 0.75, 11"})
    void shouldSayHowManyKnownFactsWouldPass(int facts, double floor, int needed) {
        // When
        int least = ShareBounds.needed(facts, floor, known -> ShareBounds.lower(known, facts, 0.95));

        // Then
        assertThat(least).isEqualTo(needed);
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThatThrownBy(() -> ShareBounds.lower(61, 60, 0.95)).hasMessageContaining("61.0 known of 60");
        assertThatThrownBy(() -> ShareBounds.lower(Double.NaN, 60, 0.95)).hasMessageContaining("no share");
        assertThatThrownBy(() -> ShareBounds.upper(1, 0, 0.95)).hasMessageContaining("of 0 facts");
        assertThatThrownBy(() -> ShareBounds.upper(1, 2, 1)).hasMessageContaining("try 95%");
        assertThatThrownBy(() -> PairedBootstrap.lower(new double[0], 0.95)).hasMessageContaining("no fact");
        assertThatThrownBy(() -> SeedVariance.of(List.of())).hasMessageContaining("two seeds");
        assertThatThrownBy(() -> SeedVariance.of(List.<double[][]>of(new double[1][4])))
                .hasMessageContaining("1 seeds and 4 facts");
        assertThatThrownBy(() -> new SeedSpread(-0.1)).hasMessageContaining("0 is none");
    }

    @Test
    void shouldNeverBoundALowerSampleHigher() {
        // Given
        double[] better = new double[60];
        Arrays.fill(better, 0, 50, 1);
        double[] worse = better.clone();
        worse[7] = 0;
        worse[31] = 0.5;

        // When
        double difference = PairedBootstrap.lower(better, 0.95) - PairedBootstrap.lower(worse, 0.95);

        // Then
        assertThat(difference).isGreaterThanOrEqualTo(0);
    }
}
