package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.text.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same training in two processes. */
class DeterminismTest {
    @TempDir
    Path directory;

    @Test
    void shouldTrainTheSameBytesInTwoProcesses() throws Exception {
        Process one = start(directory.resolve("one"));
        Process two = start(directory.resolve("two"));

        String first = output(one);

        assertThat(first).matches("(?s).*lora [0-9a-f]{64}\\R.*");
        assertThat(output(two)).isEqualTo(first);
    }

    private static Process start(Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    /** Trains a few steps of everything, then of an adapter, and prints the digest of both. */
    static final class Training {
        private Training() {}

        public static void main(String[] arguments) throws IOException {
            DecoderConfig config = RandomCheckpoint.config(true);
            List<Batch> batches = new Packing(2, 24)
                    .pack(List.of(
                            Example.plain(new long[] {4, 100, 101, 102, 103, 0}),
                            Example.answer(new long[] {2, 110, 111, 3}, new long[] {120, 121, 0})));
            try (FullTrainer full =
                    FullTrainer.start(config, FullTrainer.initialWeights(config, 1), OptimizerConfig.adamW())) {
                for (int i = 0; i < 20; i++) {
                    full.step(batches.get(0), 1e-2);
                }
                Path directory = Files.createDirectories(Path.of(arguments[0]));
                RandomCheckpoint.write(directory, config, 1);
                Checkpoint.write(directory, config, full.weights());
                System.out.println(
                        "full " + Arrays.hashCode(Files.readAllBytes(directory.resolve("model.safetensors"))));
            }
            try (BaseModel base = BaseModel.load(Path.of(arguments[0]));
                    LoraTrainer lora = LoraTrainer.start(
                            base, Adapter.init(LoraShape.all(4), config, 1), OptimizerConfig.adamW())) {
                for (int i = 0; i < 20; i++) {
                    lora.step(batches.get(0), 1e-2);
                }
                System.out.println("lora " + lora.adapter().sha256());
            }
        }
    }
}
