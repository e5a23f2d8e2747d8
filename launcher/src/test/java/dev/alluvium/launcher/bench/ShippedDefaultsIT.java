package dev.alluvium.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.Adapter;
import dev.alluvium.tiny.bench.Judgement;
import dev.alluvium.tiny.bench.RoundCase;
import dev.alluvium.tiny.bench.RoundKind;
import dev.alluvium.tiny.bench.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedDefaultsIT {
    private static final long WORLD = 1;

    @TempDir
    Path directory;

    @Test
    void shouldTrainPromoteAndRefuseWithTheDefaultsOfTheShippedBase() throws IOException {
        try (ShippedParts parts = ShippedParts.load(directory)) {
            // Given
            Rounds rounds = new Rounds(WORLD);
            RoundCase truth = rounds.of(RoundKind.CLEAN);
            RoundCase lies = rounds.of(RoundKind.LIES);

            // When
            Adapter learnt = parts.trainer().train(null, truth, WORLD);
            Adapter misled = parts.trainer().train(learnt, lies, WORLD);

            // Then
            Judgement promoted = parts.judge().judge(null, learnt, truth);
            Judgement refused = parts.judge().judge(learnt, misled, lies);
            assertThat(promoted.promoted()).as("%s", promoted.figures()).isTrue();
            assertThat(promoted.figures().get("uptake.after")).isGreaterThan(0.9);
            assertThat(refused.promoted()).as("%s", refused.figures()).isFalse();
        }
    }
}
