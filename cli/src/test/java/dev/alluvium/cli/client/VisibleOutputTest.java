package dev.alluvium.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class VisibleOutputTest {
    private static final String HOSTILE = "a\u001b]0;owned\u0007\u009b2J\r\u202ez\n\tb 价格 é";
    private static final String SEEN = "a\\u001b]0;owned\\u0007\\u009b2J\\u000d\\u202ez\n\tb 价格 é";

    @Test
    void shouldShowControlCharactersWhicheverWayTheyAreWritten() {
        assertThat(printed(out -> out.print(HOSTILE))).isEqualTo(SEEN);
        assertThat(printed(out -> out.println(HOSTILE))).isEqualTo(SEEN + "\n");
        assertThat(printed(out -> out.println(new StringBuilder(HOSTILE)))).isEqualTo(SEEN + "\n");
        assertThat(printed(out -> out.print(HOSTILE.toCharArray()))).isEqualTo(SEEN);
        assertThat(printed(out -> out.printf("%s|%d", HOSTILE, 7))).isEqualTo(SEEN + "|7");
        assertThat(printed(out -> out.append(HOSTILE))).isEqualTo(SEEN);
        assertThat(printed(out -> out.print('\u001b'))).isEqualTo("\\u001b");
    }

    @Test
    void shouldLetTheProgramDraw() {
        assertThat(printed(out -> VisibleOutput.raw(out).print("\u001b[2K"))).isEqualTo("\u001b[2K");
    }

    /** A progress line and what is printed after it must not stand in one line, whichever stream either goes to. */
    @Test
    void shouldEraseWhatIsDrawnBeforeAnythingElseIsPrinted() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ProgressLine drawn = new ProgressLine();
        VisibleOutput out = new VisibleOutput(terminal, drawn);

        drawn.draw(terminal, "asking Kafka");
        out.println("the topics are there");
        out.print("done");

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[2Kasking Kafka\r\u001b[2Kthe topics are there\ndone");
    }

    private static String printed(Consumer<PrintStream> print) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        print.accept(new VisibleOutput(out));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
