package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.SafetensorsSet;
import dev.alluvium.model.tensor.ShardedSafetensors;
import dev.alluvium.model.tensor.StoredTensor;
import dev.alluvium.model.text.Example;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergedCheckpointTest {
    private static final DecoderConfig CONFIG = RandomCheckpoint.config(true);
    private static final String QUERY = "model.layers.1.self_attn.q_proj.weight";
    private static final LoraShape SHAPE = new LoraShape(4, 8, LoraShape.all(4).targets(), true);

    @TempDir
    Path directory;

    private final Adapter adapter = RandomAdapter.of(CONFIG, SHAPE, 3);
    private Path base;
    private Path into;

    @BeforeEach
    void write() throws IOException {
        base = RandomCheckpoint.write(directory.resolve("base"), CONFIG, 1);
        into = Files.createDirectory(directory.resolve("merged"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRoundToTheBasesOwnTypeOnce(DType type) throws IOException {
        // Given
        store(type);

        // When
        merge(Long.MAX_VALUE);

        // Then
        try (SafetensorsSet before = SafetensorsSet.open(base);
                SafetensorsSet after = SafetensorsSet.open(into)) {
            assertThat(after.names()).isEqualTo(before.names());
            for (TensorSpec spec : CONFIG.tensors()) {
                assertThat(after.file(spec.name()).tensor(spec.name()).dtype()).isEqualTo(type);
                assertThat(read(after, spec.name()))
                        .as(spec.name())
                        .containsExactly(expected(spec.name(), read(before, spec.name()), type));
            }
            assertThat(read(after, QUERY)).isNotEqualTo(read(before, QUERY));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteTheSameTensorsIntoShards(DType type) throws IOException {
        // Given
        store(type);
        merge(Long.MAX_VALUE);
        Path sharded = Files.createDirectory(directory.resolve("sharded"));

        // When
        MergedCheckpoint.write(base, adapter, sharded, 2_000, (file, done, of) -> {});

        // Then
        assertThat(sharded.resolve("model.safetensors.index.json")).exists();
        assertThat(sharded.resolve("model.safetensors")).doesNotExist();
        try (SafetensorsSet whole = SafetensorsSet.open(into);
                SafetensorsSet parts = SafetensorsSet.open(sharded)) {
            for (String name : whole.names()) {
                assertThat(read(parts, name)).as(name).containsExactly(read(whole, name));
            }
        }
    }

    @Test
    void shouldWriteWhatAnswersAsBaseAndAdapterDo() throws IOException {
        // When
        merge(5_000);

        // Then
        try (BaseModel merged = BaseModel.load(into);
                LoadedAdapter alone = merged.bare();
                BaseModel apart = BaseModel.load(base);
                LoadedAdapter together = apart.attach(adapter)) {
            List<Example> text = List.of(Example.plain(new long[] {7, 30, 41, 52, 63, 74}));
            List<Double> found = Scorer.of(merged).score(alone, text).get(0).logprobs();
            List<Double> expected =
                    Scorer.of(apart).score(together, text).get(0).logprobs();
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-4));
            }
        }
    }

    @Test
    void shouldCopyWhatElseABaseNeedsAndNoOldIndex() throws IOException {
        // Given
        Files.writeString(base.resolve("generation_config.json"), "{}");
        Files.writeString(base.resolve("pytorch_model.bin"), "a pickle");

        // When
        merge(Long.MAX_VALUE);

        // Then
        assertThat(into.resolve("config.json")).hasSameBinaryContentAs(base.resolve("config.json"));
        assertThat(into.resolve("tokenizer.json")).exists();
        assertThat(into.resolve("generation_config.json")).exists();
        assertThat(into.resolve("pytorch_model.bin")).doesNotExist();
    }

    @Test
    void shouldRefuseAnAdapterOfAnotherBase() {
        // Given
        DecoderConfig wider =
                new DecoderConfig(RandomCheckpoint.VOCABULARY, 32, 24, 2, 4, 2, 8, 1e-5, 10000, 128, true, List.of(0));
        Adapter foreign = RandomAdapter.of(wider, 1);

        // When, then
        assertThatThrownBy(() -> MergedCheckpoint.write(base, foreign, into, 1_000, (file, done, of) -> {}))
                .isInstanceOf(ModelException.class);
        assertThat(into).isEmptyDirectory();
    }

    private void merge(long shardBytes) throws IOException {
        MergedCheckpoint.write(base, adapter, into, shardBytes, (file, done, of) -> {});
    }

    /** The base's weights in another type. */
    private void store(DType type) throws IOException {
        TreeMap<String, StoredTensor> typed = new TreeMap<>();
        RandomCheckpoint.weights(CONFIG, 1).forEach((name, tensor) -> typed.put(name, new Typed(tensor, type)));
        Files.delete(base.resolve("model.safetensors"));
        ShardedSafetensors.write(base, typed, Long.MAX_VALUE, (file, done, of) -> {});
    }

    private record Typed(HostTensor tensor, DType dtype) implements StoredTensor {
        @Override
        public long[] shape() {
            return tensor.shape();
        }

        @Override
        public void blocks(BlockSink sink) {
            ByteBuffer block = ByteBuffer.allocateDirect((int) bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : tensor.data()) {
                dtype.write(block, value);
            }
            sink.accept(block.flip(), 0);
        }
    }

    private static float[] read(SafetensorsSet set, String name) {
        return set.file(name).read(name).data();
    }

    /** W + scale B A in double, rounded to fp32 and to the type; where no adapter sits, W. */
    private float[] expected(String name, float[] weight, DType type) {
        String module = "base_model.model." + name.replaceAll("\\.weight$", "");
        HostTensor a = adapter.tensors().get(module + ".lora_A.weight");
        if (a == null) {
            return weight;
        }
        float[] b = Objects.requireNonNull(adapter.tensors().get(module + ".lora_B.weight"))
                .data();
        int columns = (int) a.shape()[1];
        int rank = (int) a.shape()[0];
        float[] sum = new float[weight.length];
        for (int i = 0; i < sum.length; i++) {
            float delta = 0;
            for (int r = 0; r < rank; r++) {
                delta += (float) SHAPE.scale() * b[i / columns * rank + r] * a.data()[r * columns + i % columns];
            }
            ByteBuffer rounded = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            type.write(rounded, weight[i] + delta);
            sum[i] = type.read(rounded.flip());
        }
        return sum;
    }
}
