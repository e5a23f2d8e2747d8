package dev.alluvium.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    @TempDir
    Path directory;

    @Test
    void shouldRemoveWhatDeadProcessesLeft() throws Exception {
        // Given
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        long own = ProcessHandle.current().pid();
        long living = ProcessHandle.current().parent().orElseThrow().pid();
        Files.createDirectories(directory.resolve(dead.pid() + "/libraries"));
        Files.createDirectories(directory.resolve(own + "/libraries"));
        Files.createDirectories(directory.resolve(living + "/libraries"));
        Files.createDirectories(directory.resolve("notes"));

        // When
        TemporaryFiles.removeLeft(directory, own);

        // Then
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("" + living, "notes");
    }
}
