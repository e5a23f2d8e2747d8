package dev.alluvium.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.settings.Checkpointing;
import dev.alluvium.trainer.recipe.BatchPlan;
import dev.alluvium.trainer.recipe.RecipeOptions;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionPlanTest {
    private static final NumericsEnvironment MACHINE = new NumericsEnvironment("2.7.1", "amd64/AVX2", 1, "cpu");
    private static final DecoderConfig BIG =
            new DecoderConfig(32000, 2048, 5632, 22, 32, 4, 64, 1e-5, 10000, 2048, false, List.of(0));
    private static final BatchPlan BATCHES = new BatchPlan(8, 512, List.of(10), 10, 1, 80, 0, 0, 0, 0, null, null);

    @Test
    void shouldTakeAWholeBatchAtOnceWhereThereIsRoom() {
        // When
        ExecutionPlan plan = plan(Checkpointing.AUTO, Integer.MAX_VALUE, 1L << 40);

        // Then
        assertThat(plan.microRows()).isEqualTo(8);
        assertThat(plan.checkpointing()).isFalse();
        assertThat(plan.fits()).isTrue();
        assertThat(plan.machine()).isEqualTo(MACHINE);
    }

    @Test
    void shouldTakeFewerRowsBeforeItCheckpoints() {
        // Given
        long whole = plan(Checkpointing.OFF, 8, 1L << 40).estimated();

        // When
        ExecutionPlan half = plan(Checkpointing.AUTO, 8, whole - 1);
        ExecutionPlan one =
                plan(Checkpointing.AUTO, 8, plan(Checkpointing.OFF, 1, 1L << 40).estimated());
        ExecutionPlan less = plan(Checkpointing.AUTO, 8, one.estimated() - 1);

        // Then
        assertThat(half.microRows()).isEqualTo(4);
        assertThat(half.checkpointing()).isFalse();
        assertThat(one.microRows()).isEqualTo(1);
        assertThat(one.checkpointing()).isFalse();
        assertThat(less.checkpointing()).isTrue();
        assertThat(less.estimated()).isLessThan(one.estimated());
    }

    @Test
    void shouldDoAsItIsToldAboutCheckpointing() {
        assertThat(plan(Checkpointing.ON, 8, 1L << 40).checkpointing()).isTrue();
        assertThat(plan(Checkpointing.OFF, 8, 1).checkpointing()).isFalse();
    }

    @Test
    void shouldTryWithOneRowWhereNothingFits() {
        // When
        ExecutionPlan plan = plan(Checkpointing.AUTO, 8, 1);

        // Then
        assertThat(plan.microRows()).isEqualTo(1);
        assertThat(plan.fits()).isFalse();
    }

    @Test
    void shouldNeverTakeMoreRowsThanAnEarlierAttemptCould() {
        assertThat(plan(Checkpointing.AUTO, 3, 1L << 40).microRows()).isEqualTo(3);
    }

    @Test
    void shouldCountWhatTheBasesFormatTakes() {
        // Given
        long available = plan(WeightFormat.BF16, Checkpointing.OFF, 8, 1L << 40).estimated();

        // When
        ExecutionPlan bf16 = plan(WeightFormat.BF16, Checkpointing.AUTO, 8, available);
        ExecutionPlan fp32 = plan(WeightFormat.FP32, Checkpointing.AUTO, 8, available);

        // Then
        assertThat(bf16.format()).isEqualTo(WeightFormat.BF16);
        assertThat(bf16.microRows()).isEqualTo(8);
        assertThat(fp32.microRows()).isLessThan(8);
    }

    private static ExecutionPlan plan(Checkpointing wish, int mostRows, long available) {
        return plan(WeightFormat.FP32, wish, mostRows, available);
    }

    private static ExecutionPlan plan(WeightFormat format, Checkpointing wish, int mostRows, long available) {
        RecipeOptions plain = RecipeOptions.PLAIN;
        RecipeOptions options = new RecipeOptions(
                plain.schedule(),
                1,
                0,
                wish,
                plain.lossWeights(),
                null,
                plain.earlyStopping(),
                plain.ewc(),
                false,
                0,
                1);
        TrainingSettings settings = new TrainingSettings(
                16, 32, List.of("all"), 2e-4, 3, 8, 512, 6, 2500, 0.01, 0.03, 1.0, 1L, 0.25, 0.25, 60, options);
        return ExecutionPlan.of(BIG, format, settings, BATCHES, mostRows, new RunResources(MACHINE, 1, 4, available));
    }
}
