package dev.alluvium.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.TargetModule;
import dev.alluvium.model.torch.Matmul;
import dev.alluvium.model.torch.MatmulProbe;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepMatmulsTest {
    private static final DecoderConfig ONE_LAYER =
            new DecoderConfig(100, 8, 16, 1, 2, 1, 4, 1e-5, 10000, 64, true, List.of(0));

    @Test
    void shouldCountTheProductsOfALayerAndTheHead() {
        // Given
        LoraShape queryOnly = new LoraShape(2, 4, Set.of(TargetModule.Q));
        int tokens = 10;
        int labels = 6;

        // When
        long flops = StepMatmuls.of(ONE_LAYER, queryOnly, tokens, labels).stream()
                .mapToLong(Matmul::flops)
                .sum();

        // Then
        long queryKeyValue = 2L * tokens * 8 * (8 + 4 + 4);
        long outputAndMlpBothWays = 2 * 2L * labels * (8 * 8 + 3 * 8 * 16);
        long lora = 2L * tokens * 2 * (8 + 8 + 8 + 8);
        long head = 2 * 2L * labels * 8 * 100;
        assertThat(flops).isEqualTo(queryKeyValue + outputAndMlpBothWays + lora + head);
    }

    @Test
    void shouldTimeEveryShapeOnceForEachTimeItOccurs() {
        // Given
        AtomicInteger ticks = new AtomicInteger();
        Matmul small = new Matmul(4, 3, 2, true);
        Matmul other = new Matmul(2, 4, 3, false);

        // When
        double seconds = MatmulProbe.seconds(List.of(small, small, other), 1, ticks::getAndIncrement);

        // Then
        assertThat(seconds).isEqualTo(3);
        assertThat(ticks).hasValue(4);
    }
}
