package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.StoredTensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RandomWeightsTest {
    private static final DecoderConfig CONFIG =
            new DecoderConfig(3000, 128, 352, 2, 4, 2, 32, 1e-5, 10000, 256, true, List.of(0));
    private static final String EMBEDDING = "model.embed_tokens.weight";

    @Test
    void shouldDrawEveryTensorOfTheConfiguration() {
        // When
        Map<String, StoredTensor> weights = RandomWeights.of(CONFIG, DType.BF16, 1);

        // Then
        assertThat(weights.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        CONFIG.tensors().stream().map(TensorSpec::name).toList());
        assertThat(CONFIG.tensors())
                .allSatisfy(spec -> assertThat(
                                Objects.requireNonNull(weights.get(spec.name())).shape())
                        .containsExactly(spec.dimensions()));
    }

    @Test
    void shouldDrawProjectionsAroundZeroAndNormsOfOne() {
        // When
        List<Float> embedding = values(RandomWeights.of(CONFIG, DType.F32, 1), EMBEDDING);
        List<Float> norm = values(RandomWeights.of(CONFIG, DType.F32, 1), "model.norm.weight");

        // Then
        double mean = embedding.stream().mapToDouble(value -> value).average().orElseThrow();
        double square =
                embedding.stream().mapToDouble(value -> value * value).average().orElseThrow();
        assertThat(embedding).hasSize(3000 * 128);
        assertThat(mean).isCloseTo(0, within(1e-3));
        assertThat(Math.sqrt(square)).isCloseTo(0.02, within(2e-4));
        assertThat(norm).hasSize(128).containsOnly(1f);
    }

    @Test
    void shouldDependOnSeedAndNameAlone() {
        // Given
        List<Float> drawn = values(RandomWeights.of(CONFIG, DType.F32, 1), EMBEDDING);
        DecoderConfig deeper = new DecoderConfig(3000, 128, 352, 4, 4, 2, 32, 1e-5, 10000, 256, false, List.of(0));

        // When, then
        assertThat(values(RandomWeights.of(deeper, DType.F32, 1), EMBEDDING)).isEqualTo(drawn);
        assertThat(values(RandomWeights.of(CONFIG, DType.F32, 2), EMBEDDING)).isNotEqualTo(drawn);
        assertThat(values(RandomWeights.of(CONFIG, DType.F32, 1), "model.layers.0.mlp.up_proj.weight"))
                .isNotEqualTo(values(RandomWeights.of(CONFIG, DType.F32, 1), "model.layers.1.mlp.up_proj.weight"));
    }

    @Test
    void shouldTruncateTheSameValuesToBf16() {
        // When
        List<Float> wide = values(RandomWeights.of(CONFIG, DType.F32, 1), EMBEDDING);
        List<Float> narrow = values(RandomWeights.of(CONFIG, DType.BF16, 1), EMBEDDING);

        // Then
        for (int i = 0; i < wide.size(); i++) {
            assertThat(narrow.get(i))
                    .isEqualTo(Float.intBitsToFloat(Float.floatToRawIntBits(wide.get(i)) & 0xffff0000));
        }
    }

    @Test
    void shouldRefuseFp16() {
        assertThatThrownBy(() -> RandomWeights.of(CONFIG, DType.F16, 1)).hasMessageContaining("try bf16");
    }

    private static List<Float> values(Map<String, StoredTensor> weights, String name) {
        StoredTensor tensor = Objects.requireNonNull(weights.get(name));
        List<Float> values = new ArrayList<>();
        tensor.blocks((bytes, from) -> {
            assertThat(from).isEqualTo(values.size());
            ByteBuffer block = bytes.duplicate().order(bytes.order());
            while (block.hasRemaining()) {
                values.add(tensor.dtype().read(block));
            }
        });
        return values;
    }
}
