package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    @BeforeEach
    void machine() throws IOException {
        Files.writeString(directory.resolve("meminfo"), "MemTotal: 9 kB\nMemAvailable:  1048576 kB\n");
    }

    @Test
    void shouldTakeMostOfWhatTheMachineHasLeft() {
        assertThat(free()).isEqualTo((long) (0.8 * 1024 * MIB));
    }

    @Test
    void shouldStayWithinTheContainer() throws IOException {
        // Given
        group("" + 512 * MIB, 400 * MIB, 100 * MIB);

        // Then
        assertThat(free()).as("cache that can go counts as free").isEqualTo((long) (0.8 * 212 * MIB));
    }

    @Test
    void shouldIgnoreAContainerWithoutALimit() throws IOException {
        // Given
        group("max", 400 * MIB, 0);

        // Then
        assertThat(free()).isEqualTo((long) (0.8 * 1024 * MIB));
    }

    @Test
    void shouldTakeWhatIsConfigured() {
        assertThat(FreeMemory.of(123L)).isEqualTo(123);
        assertThat(FreeMemory.of(null)).isPositive();
    }

    private long free() {
        return new FreeMemory(directory.resolve("meminfo"), directory).left();
    }

    private void group(String max, long current, long cache) throws IOException {
        Files.writeString(directory.resolve("memory.max"), max + "\n");
        Files.writeString(directory.resolve("memory.current"), current + "\n");
        Files.writeString(directory.resolve("memory.stat"), "anon 1\ninactive_file " + cache + "\n");
    }
}
