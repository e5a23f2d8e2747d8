package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PEFT saved computes PEFT's logits here, and does so again once written by us; {@code tools/parity/adapters.py}. */
class AdapterParityTest {
    private static final float TOLERANCE = 1e-4f;

    @ParameterizedTest
    @CsvSource({"query-value, llama", "all-linear-rslora, qwen3", "subset-bf16, qwen2-tied"})
    void shouldComputeTheLogitsOfPeft(String name, String base, @TempDir Path written) {
        Path directory = ParityCase.directory("adapters/" + name);
        Adapter adapter = PeftDirectory.read(directory);
        PeftDirectory.write(written, adapter, base);

        assertThat(worst(directory, base, adapter)).isLessThan(TOLERANCE);
        assertThat(PeftDirectory.read(written)).isEqualTo(adapter);
        assertThat(worst(
                        directory,
                        base,
                        new Adapter(
                                new LoraShape(
                                        adapter.shape().rank(),
                                        1,
                                        adapter.shape().targets()),
                                adapter.tensors())))
                .isGreaterThan(0.05f);
    }

    private static float worst(Path directory, String base, Adapter adapter) {
        Checkpoint checkpoint = Checkpoint.open(ParityCase.directory(base));
        adapter.requireFits(checkpoint.config());
        DecoderCore core =
                new DecoderCore(checkpoint.config(), checkpoint::read, WeightStorage.FP32, Device.cpu(), () -> {});
        try (SafetensorsFile expected = SafetensorsFile.open(directory.resolve("expected.safetensors"));
                NDManager call = core.manager.newSubManager()) {
            float[] tokens = expected.read("tokens").data();
            long[] ids = IntStream.range(0, tokens.length)
                    .mapToLong(i -> (long) tokens[i])
                    .toArray();
            long[] places = IntStream.range(0, ids.length).asLongStream().toArray();
            long[] ones = places.clone();
            java.util.Arrays.fill(ones, 1);
            Shape grid = new Shape(1, ids.length);
            List<NDArray> lora = Adapter.specs(adapter.shape(), checkpoint.config()).stream()
                    .map(spec -> core.upload(
                            call, Objects.requireNonNull(adapter.tensors().get(spec.name()))))
                    .toList();
            float[] found = core.program(adapter.shape().targets())
                    .infer(
                            call,
                            "logits",
                            call.create(ids, grid),
                            call.create(places, grid),
                            call.create(ones, grid),
                            call.create(places),
                            core.frequencies,
                            core.weights,
                            lora,
                            adapter.shape().scale())
                    .get(0)
                    .toFloatArray();
            float[] wanted = expected.read("logits").data();
            float worst = 0;
            for (int i = 0; i < wanted.length; i++) {
                worst = Math.max(worst, Math.abs(found[i] - wanted[i]));
            }
            return worst;
        } finally {
            core.references.release();
        }
    }
}
