package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {
    @TempDir
    private Path data;

    @Test
    void shouldShowTheLastLinesInWhateverBytesTheyAre() throws IOException {
        // Given a log in which a line was cut within a character
        Path log = Files.createDirectories(data.resolve("logs")).resolve("alluvium.log");
        byte[] text = "one\ntwo 价格\nthree 重量".getBytes(StandardCharsets.UTF_8);
        Files.write(log, Arrays.copyOf(text, text.length - 1));

        // When
        Ended ended = CommandLines.run("logs", "-n", "2", "--data", data.toString());

        // Then
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(2).first().isEqualTo("two 价格");
        assertThat(ended.out().lines().toList().get(1)).startsWith("three 重");
    }
}
