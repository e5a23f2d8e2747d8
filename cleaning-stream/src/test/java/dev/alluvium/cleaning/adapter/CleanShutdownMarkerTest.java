package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanShutdownMarkerTest {
    @TempDir
    Path directory;

    private final AtomicInteger cleanUps = new AtomicInteger();

    @Test
    void shouldKeepStateThatWasClosed() throws IOException {
        CleanShutdownMarker mark = new CleanShutdownMarker(directory.resolve("state"));
        mark.open(cleanUps::incrementAndGet);
        Files.createDirectories(directory.resolve("state/app/0_0"));
        mark.close();

        new CleanShutdownMarker(directory.resolve("state")).open(cleanUps::incrementAndGet);

        assertThat(cleanUps).hasValue(0);
    }

    @Test
    void shouldRemoveStateThatWasNotClosed() throws IOException {
        CleanShutdownMarker killed = new CleanShutdownMarker(directory);
        killed.open(cleanUps::incrementAndGet);
        killed.close();
        killed.open(cleanUps::incrementAndGet);
        Files.createDirectories(directory.resolve("app/0_0"));

        new CleanShutdownMarker(directory).open(cleanUps::incrementAndGet);

        assertThat(cleanUps).hasValue(1);
    }
}
