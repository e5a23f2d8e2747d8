package dev.alluvium.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryModelTest {
    private static final DecoderConfig CONFIG =
            new DecoderConfig(4096, 256, 704, 6, 8, 4, 32, 1e-5, 10000, 2048, true, List.of(0));
    private static final LoraShape LORA = LoraShape.all(16);

    @Test
    void shouldCountWeightsByTheirFormat() {
        // When
        long fp32 = new MemoryModel(CONFIG, WeightFormat.FP32).weights();
        long bf16 = new MemoryModel(CONFIG, WeightFormat.BF16).weights();
        long int8 = new MemoryModel(CONFIG, WeightFormat.INT8).weights();

        // Then
        assertThat(fp32).isEqualTo(4 * CONFIG.parameters());
        assertThat(bf16).isEqualTo(2 * CONFIG.parameters());
        assertThat(int8).isBetween(CONFIG.parameters(), fp32);
    }

    @Test
    void shouldKeepTheAdapterInFp32WithThreeTensorsForEach() {
        // When
        MemoryEstimate estimate =
                new MemoryModel(CONFIG, WeightFormat.BF16).training(LORA, StepShape.full(1, 128, false));

        // Then
        long perLayer = 16L * (2 * (256 + 256) + 2 * (256 + 128) + 3 * (256 + 704));
        assertThat(estimate.adapter()).isEqualTo(4 * 6 * perLayer);
        assertThat(estimate.optimizer()).isEqualTo(3 * estimate.adapter());
    }

    @Test
    void shouldGrowWithRowsButNotTheWeights() {
        // Given
        MemoryModel model = new MemoryModel(CONFIG, WeightFormat.FP32);

        // When
        MemoryEstimate one = model.training(LORA, StepShape.full(1, 256, false));
        MemoryEstimate four = model.training(LORA, StepShape.full(4, 256, false));

        // Then
        assertThat(four.activations()).isBetween(3 * one.activations(), 4 * one.activations());
        assertThat(four.logits()).isLessThanOrEqualTo(one.logits());
        assertThat(four.weights()).isEqualTo(one.weights());
        assertThat(four.total()).isEqualTo(four.weights() + four.step());
    }

    @Test
    void shouldAddLogitsThatTakeMoreThanTheBackwardPass() {
        // Given
        StepShape step = StepShape.full(8, 128, false);
        DecoderConfig wide = new DecoderConfig(100_000, 256, 704, 6, 8, 4, 32, 1e-5, 10000, 2048, true, List.of(0));

        // When
        MemoryEstimate few = new MemoryModel(CONFIG, WeightFormat.FP32).training(LORA, step);
        MemoryEstimate many = new MemoryModel(wide, WeightFormat.FP32).training(LORA, step);

        // Then
        long logits = 2L * Float.BYTES * 128 * 100_000;
        assertThat(few.logits()).isZero();
        assertThat(many.activations()).isEqualTo(few.activations());
        assertThat(many.logits()).isBetween(logits / 2, logits);
    }

    @Test
    void shouldTakeLessWithCheckpointingAndWithFewerLabels() {
        // Given
        MemoryModel model = new MemoryModel(CONFIG, WeightFormat.FP32);
        long whole = model.training(LORA, StepShape.full(4, 256, false)).activations();

        // When
        long checkpointed = model.training(LORA, StepShape.full(4, 256, true)).activations();
        long few =
                model.training(LORA, new StepShape(4, 256, 100, false, false)).activations();
        long dropped =
                model.training(LORA, new StepShape(4, 256, 1024, false, true)).activations();

        // Then
        assertThat(checkpointed).isLessThan(whole / 2);
        assertThat(few).isLessThan(whole);
        assertThat(dropped).isGreaterThan(whole);
    }

    @Test
    void shouldCountAKeyAndAValueOfEveryTokenToServe() {
        // When
        MemoryEstimate estimate = new MemoryModel(CONFIG, WeightFormat.BF16).serving(3, 100);

        // Then
        assertThat(estimate.cache()).isEqualTo(2L * 2 * 6 * 4 * 32 * 300);
    }

    @Test
    void shouldRefuseMoreLabelsThanPlaces() {
        assertThatThrownBy(() -> new StepShape(1, 8, 9, false, false)).hasMessageContaining("9 labels");
    }
}
