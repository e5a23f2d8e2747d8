package dev.alluvium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.bench.world.JudgedRound;
import dev.alluvium.bench.world.RoundCase;
import dev.alluvium.bench.world.RoundKind;
import dev.alluvium.bench.world.RoundVerdict;
import dev.alluvium.bench.world.WorldRounds;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.LoadOptions;
import org.junit.jupiter.api.Test;

class ShippedDefaultsIT {
    private static final long WORLD = 1;

    @Test
    void shouldTrainPromoteAndRefuseWithTheDefaultsOfTheShippedBase() {
        try (ShippedParts parts = ShippedParts.load(LoadOptions.cpu())) {
            // Given
            WorldRounds rounds = new WorldRounds(WORLD);
            RoundCase truth = rounds.of(RoundKind.CLEAN);
            RoundCase lies = rounds.of(RoundKind.LIES);

            // When
            Adapter learnt = parts.trainer().train(null, truth, WORLD);
            Adapter misled = parts.trainer().train(learnt, lies, WORLD);

            // Then
            JudgedRound promoted = parts.judge().judge(null, learnt, truth);
            JudgedRound refused = parts.judge().judge(learnt, misled, lies);
            assertThat(promoted.verdict()).as("%s", promoted.figures()).isEqualTo(RoundVerdict.PROMOTED);
            assertThat(promoted.figures().get("uptake.after")).isGreaterThan(0.9);
            assertThat(refused.verdict()).as("%s", refused.figures()).isEqualTo(RoundVerdict.REFUSED);
        }
    }
}
