package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.knowledge.decode.TextEncoding;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
    @Test
    void shouldReadQuotedFieldsAcrossLines() throws IOException {
        assertThat(Items.read("f", "question,answer\r\n\"How, heavy?\",\"3 \"\"kg\"\"\nor so\"\r\nB?,4\r\n"))
                .containsExactly(
                        "line 2 {\"instruction\":\"How, heavy?\",\"output\":\"3 \\\"kg\\\"\\nor so\"}",
                        "line 4 {\"instruction\":\"B?\",\"output\":\"4\"}");
    }

    @Test
    void shouldFindTheSeparatorAndTheEncoding() throws IOException {
        assertThat(Items.read("f", "instruction;output;shelf\nQ;A, B;\n"))
                .containsExactly("line 2 {\"instruction\":\"Q\",\"output\":\"A, B\"}");
        assertThat(Items.read("f.tsv", "instruction\toutput\nQ\tA\n"))
                .containsExactly("line 2 {\"instruction\":\"Q\",\"output\":\"A\"}");
        assertThat(Items.read("f.csv", "问题,答案\n秤有多重,三公斤\n".getBytes(TextEncoding.GB18030)))
                .containsExactly("line 2 {\"instruction\":\"秤有多重\",\"output\":\"三公斤\"}");
    }

    @Test
    void shouldLoseOnlyTheLineOfAnUnclosedQuote() throws IOException {
        assertThat(Items.read("f", "instruction,output\nA,1\nB,\"2\nC,3\nD,4\n"))
                .containsExactly(
                        "line 2 {\"instruction\":\"A\",\"output\":\"1\"}",
                        "line 3, column 3 ! a quote that is not closed, or stands inside a field; double it (\"\") or close it",
                        "line 4 {\"instruction\":\"C\",\"output\":\"3\"}",
                        "line 5 {\"instruction\":\"D\",\"output\":\"4\"}");
    }

    @Test
    void shouldLoseOnlyTheLineEvenIfALaterQuoteClosesIt() throws IOException {
        assertThat(Items.read("f", "instruction,output\nB,\"2\nC,3\nD,\"4\"\nE,5\n"))
                .containsExactly(
                        "line 2, column 3 ! a quote that is not closed, or stands inside a field; double it (\"\") or close it",
                        "line 3 {\"instruction\":\"C\",\"output\":\"3\"}",
                        "line 4 {\"instruction\":\"D\",\"output\":\"4\"}",
                        "line 5 {\"instruction\":\"E\",\"output\":\"5\"}");
    }

    @Test
    void shouldNameALineWithOtherColumns() throws IOException {
        assertThat(Items.read("f", "instruction,output\nA,1,2\nB,2\n"))
                .containsExactly(
                        "line 2 ! 3 columns where the first line names 2; quote fields that hold a separator",
                        "line 3 {\"instruction\":\"B\",\"output\":\"2\"}");
    }

    @Test
    void shouldGoOnBehindALineThatIsTooLong() throws IOException {
        assertThat(Items.read("f.csv", "instruction,output\nA," + "x".repeat(2 << 20) + "\nB,2\n"))
                .containsExactly(
                        "line 2 ! 2097154 bytes: a record has at most 1048576; split it into several",
                        "line 3 {\"instruction\":\"B\",\"output\":\"2\"}");
    }

    @Test
    void shouldWantColumnsWithNames() {
        assertThatThrownBy(() -> Items.read("f.csv", "a,a\n1,2\n")).hasMessageContainingAll("column a", "twice");
        assertThatThrownBy(() -> Items.read("f.csv", "a,\n1,2\n")).hasMessageContaining("no name");
    }
}
