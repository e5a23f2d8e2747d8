package dev.alluvium.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyBaseTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void shouldExtractEveryFileOfTheBase() throws IOException {
        TinyBase.extractTo(directory);

        assertThat(names())
                .containsExactly(
                        "SHA256SUMS",
                        "build.json",
                        "config.json",
                        "general.jsonl",
                        "generation_config.json",
                        "model.safetensors",
                        "profile.yaml",
                        "tokenizer.json",
                        "tokenizer_config.json");
        assertThat(size()).isLessThan(16 * MIB);
    }

    @Test
    void shouldLeaveIntactFilesAlone() throws IOException {
        TinyBase.extractTo(directory);
        Path weights = directory.resolve("model.safetensors");
        FileTime longAgo = FileTime.fromMillis(1_000);
        Files.setLastModifiedTime(weights, longAgo);

        TinyBase.extractTo(directory);

        assertThat(Files.getLastModifiedTime(weights)).isEqualTo(longAgo);
    }

    @Test
    void shouldRepairADamagedFile() throws IOException {
        TinyBase.extractTo(directory);
        Path config = directory.resolve("config.json");
        String intact = Files.readString(config);
        Files.writeString(config, "{");

        TinyBase.extractTo(directory);

        assertThat(Files.readString(config)).isEqualTo(intact);
    }

    @Test
    void shouldLeaveNoDraftBehind() throws IOException {
        TinyBase.extractTo(directory);

        assertThat(names()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void shouldShipTheProfileThatTheBuildWrites() throws IOException {
        TinyBase.extractTo(directory);

        assertThat(directory.resolve("profile.yaml"))
                .hasSameBinaryContentAs(Path.of("src/main/resources/dev/alluvium/tiny/profile.yaml"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
