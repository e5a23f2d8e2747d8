package dev.alluvium.tiny;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
    @TempDir
    Path directory;

    @Test
    void shouldWriteWhatSha256sumReads() throws IOException {
        Files.writeString(directory.resolve("b"), "abc");
        Files.writeString(directory.resolve("a"), "");

        Checksums sums = Checksums.of(directory, List.of("b", "a"));

        assertThat(sums.format()).isEqualTo("""
                        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a
                        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b
                        """);
        assertThat(Checksums.parse(sums.format())).isEqualTo(sums);
    }
}
