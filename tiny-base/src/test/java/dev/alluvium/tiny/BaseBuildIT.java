package dev.alluvium.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseBuildIT {
    @TempDir
    Path directory;

    @Test
    void shouldBuildTheSameBytesInTwoProcesses() throws IOException, InterruptedException {
        List<Process> processes = List.of(build("first"), build("second"));
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        assertThat(checksums("first")).hasSize(7).isEqualTo(checksums("second"));
    }

    @Test
    void shouldBuildADirectoryThatLoadsAndLearns() throws IOException {
        double[] losses = new double[12];
        BaseRecipe few = BaseRecipe.standard().withSteps(losses.length);

        BaseFigures figures =
                BaseBuild.run(few, directory, (step, of, loss, tokensPerSecond) -> losses[step - 1] = loss);

        assertThat(losses[losses.length - 1]).isLessThan(losses[0]);
        assertThat(figures.parameters()).isBetween(1_000_000L, 2_000_000L);
        try (BaseModel base = BaseModel.load(directory);
                LoadedAdapter bare = base.bare()) {
            assertThat(BaseProbing.exact(base, bare, List.of())).isZero();
            assertThat(base.tokenizer().special()).containsOnlyKeys(BaseRecipe.SPECIAL_TOKENS);
        }
    }

    private Process build(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BaseBuildMain.class.getName(),
                directory.resolve(name).toString(),
                "4");
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
    }

    private Map<String, String> checksums(String name) throws IOException {
        Map<String, String> sums = new TreeMap<>(
                Checksums.parse(Files.readString(directory.resolve(name).resolve(Checksums.FILE)))
                        .byFile());
        sums.remove("build.json");
        return sums;
    }
}
