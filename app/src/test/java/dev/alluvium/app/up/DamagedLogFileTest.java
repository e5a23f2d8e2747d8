package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedLogFileTest {
    @TempDir
    Path logs;

    @BeforeEach
    void write() throws IOException {
        Path partition = Files.createDirectories(logs.resolve("raw.v1-2"));
        Files.writeString(partition.resolve("00000000000000000000.log"), "");
        Files.writeString(partition.resolve("00000000000000000500.log"), "");
        Files.writeString(partition.resolve("00000000000000000500.index"), "");
    }

    @Test
    void shouldNameTheSegmentThatHoldsTheOffset() {
        assertThat(DamagedLogFile.named("the broker's file of partition raw.v1-2 is damaged at offset 499", logs))
                .endsWith(" (file " + logs.resolve("raw.v1-2/00000000000000000000.log") + ")");
        assertThat(DamagedLogFile.named("Record batch for partition raw.v1-2 at offset 500 is invalid", logs))
                .endsWith(" (file " + logs.resolve("raw.v1-2/00000000000000000500.log") + ")");
    }

    @Test
    void shouldLeaveOtherProblemsAsTheyAre() {
        assertThat(DamagedLogFile.named("Kafka is away", logs)).isEqualTo("Kafka is away");
        assertThat(DamagedLogFile.named("partition other-0 is damaged at offset 1", logs))
                .isEqualTo("partition other-0 is damaged at offset 1");
    }
}
