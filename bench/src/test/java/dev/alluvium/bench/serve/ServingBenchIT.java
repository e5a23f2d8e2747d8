package dev.alluvium.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServingBenchIT {
    @Test
    void shouldProveEveryPromotionOnEveryReplicaAndFailNoAnswer() throws Exception {
        RollbackFigures figures = RollbackBench.run(new RollbackBench.Settings("tiny", 2, 6, 2, 16));

        assertThat(figures.failed()).isEmpty();
        assertThat(figures.answers()).isPositive();
        assertThat(figures.cold().count()).isEqualTo(2);
        assertThat(figures.resident().count()).isEqualTo(4);
    }
}
