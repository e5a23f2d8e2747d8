package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final String REMARK = "loss 0.123 (set aside 0.456), 12 s left";

    @Test
    void shouldShrinkTheBarBeforeTheWords() {
        String wide = Terminal.bar("training notes-r1", 0.5, REMARK, 100);
        String narrow = Terminal.bar("training notes-r1", 0.5, REMARK, 79);

        assertThat(wide).isEqualTo("  training notes-r1 " + "█".repeat(12) + "░".repeat(12) + "  50%  " + REMARK);
        assertThat(narrow).hasSize(79).contains("█".repeat(6) + "░", REMARK);
    }

    @Test
    void shouldKeepASmallBarWhereThereIsNoRoom() {
        assertThat(Terminal.bar("训练 名字", 1, REMARK, 20)).contains(" " + "█".repeat(8) + " ");
    }

    @Test
    void shouldSayOnceWhatItWaitsForWhereNoTerminalIs() {
        // Given
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal plain = new Terminal(new PrintStream(out), false);

        // When
        plain.waiting("ingest is starting", ", 20 s at most");
        plain.waiting("ingest is starting", ", 19 s at most");
        plain.waiting("Kafka is away", ", 18 s at most");

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("  ingest is starting, 20 s at most", "  Kafka is away, 18 s at most");
    }
}
