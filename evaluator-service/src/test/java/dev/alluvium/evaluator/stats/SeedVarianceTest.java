package dev.alluvium.evaluator.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedVarianceTest {
    @Test
    void shouldFindNothingWhereSeedsAgree() {
        // Given
        double[][] same = {{1, 0, 0.5}, {1, 0, 0.5}, {1, 0, 0.5}};

        // When
        SeedVariance found = SeedVariance.of(List.<double[][]>of(same));

        // Then
        assertThat(found).isEqualTo(new SeedVariance(0, 0, 2));
    }

    @Test
    void shouldTakeAllOfItForTheSeedsWhereEveryFactMovesAlike() {
        // Given
        double[][] shifted = {{0.1, 0.5, 0.3}, {0.2, 0.6, 0.4}, {0.3, 0.7, 0.5}};

        // When
        SeedVariance found = SeedVariance.of(List.<double[][]>of(shifted));

        // Then
        assertThat(found.deviation()).isCloseTo(0.1, within(1e-12));
        assertThat(found.ofMeans()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void shouldNotTakeTheNoiseOfSingleFactsForTheSeeds() {
        // Given: seeds that differ in which facts they learn, not in how many
        SplittableRandom random = new SplittableRandom(3);
        double[][] noise = new double[200][120];
        for (double[] seed : noise) {
            for (int fact = 0; fact < seed.length; fact++) {
                seed[fact] = random.nextDouble() < 0.95 ? 1 : 0;
            }
        }

        // When
        SeedVariance found = SeedVariance.of(List.<double[][]>of(noise));

        // Then
        assertThat(found.ofMeans()).as("of a binomial share").isCloseTo(0.0199, within(0.002));
        assertThat(found.deviation()).isLessThan(0.006);
    }
}
