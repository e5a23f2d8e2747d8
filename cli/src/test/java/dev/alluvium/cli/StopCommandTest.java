package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an installation that was killed does not mislead the commands that end it or show its log. */
class StopCommandTest {
    @TempDir
    Path directory;

    @Test
    void shouldNotEndAProcessThatGotTheNumberOfAKilledOne() throws IOException {
        // Given
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Path file = Files.writeString(directory.resolve("pid"), other.pid() + "\n");
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));

            // When
            Ended ended = CommandLines.run("stop", "--data", directory.toString());

            // Then
            assertThat(ended.out()).contains("no alluvium runs on " + directory + " any more");
            assertThat(ended.status()).isZero();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void shouldSayThatNothingRuns() throws IOException {
        Files.writeString(directory.resolve("pid"), "no number");

        assertThat(CommandLines.run("stop", "--data", directory.toString()).out())
                .contains("no alluvium runs on");
        assertThat(CommandLines.run("stop", "--data", directory + "/none"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(1))
                .satisfies(ended -> assertThat(ended.err()).contains("no alluvium runs on", "--data DIR"));
    }

    @Test
    void shouldRefuseToShowFewerThanNoLines() {
        Ended ended = CommandLines.run("logs", "--lines", "-1", "--data", directory.toString());

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("--lines=-1: must be 0 or more; try 50");
    }
}
