package dev.alluvium.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.knowledge.decode.TextEncoding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
                        "line 3, column 3 ! a quote that is not closed, or stands inside a field; double it (\"\") or"
                                + " close it",
                        "line 4 {\"instruction\":\"C\",\"output\":\"3\"}",
                        "line 5 {\"instruction\":\"D\",\"output\":\"4\"}");
    }

    @Test
    void shouldLoseOnlyTheLineEvenIfALaterQuoteClosesIt() throws IOException {
        assertThat(Items.read("f", "instruction,output\nB,\"2\nC,3\nD,\"4\"\nE,5\n"))
                .containsExactly(
                        "line 2, column 3 ! a quote that is not closed, or stands inside a field; double it (\"\") or"
                                + " close it",
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
        assertThatThrownBy(() -> Items.read("f.csv", ",\n1,2\n")).hasMessageContaining("columns' names");
    }

    @Test
    void shouldListColumnsOfWhichNoneIsContent() {
        assertThatThrownBy(() -> Items.read("f.csv", "Frage,Antwort,Regal\nQ?,A,3\nR?,B,4\n"))
                .hasMessage("its columns are Frage, Antwort, Regal: a record needs instruction and output, or text; say"
                        + " which column is which, such as --map instruction=Frage --map output=Antwort");
        assertThatThrownBy(() -> Items.read("f.csv", "名称;重量\n甲;3\n"))
                .hasMessageContaining("--map instruction=名称 --map output=重量");
        assertThatThrownBy(() -> Items.read("f.csv", "instruction,notes\nQ?,A\n"))
                .hasMessageContaining("its columns are instruction, notes");
    }

    @Test
    void shouldReadWhatPandasAndExcelWrite() throws IOException {
        assertThat(Items.read("f.csv", ",question,answer\n0,Q?,A\n"))
                .containsExactly("line 2 {\"column 1\":\"0\",\"instruction\":\"Q?\",\"output\":\"A\"}");
        assertThat(Items.read("f.csv", "sep=;\nQuestion ; ANSWER;;\nQ?;A, B;;\n"))
                .containsExactly("line 3 {\"instruction\":\"Q?\",\"output\":\"A, B\"}");
        assertThat(Items.read("f.csv", "Instruction,Output,OccurredAt\nQ?,A,2026-01-01T00:00:00Z\n"))
                .containsExactly("line 2 {\"instruction\":\"Q?\",\"output\":\"A\","
                        + "\"occurredAt\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void shouldReadBlanksBeforeQuotesAndBlankLinesAtTheHead() throws IOException {
        assertThat(Items.read("f.csv", "question, answer\n\"Q?\", \"A, or \"\"B\"\"\"\n"))
                .containsExactly("line 2 {\"instruction\":\"Q?\",\"output\":\"A, or \\\"B\\\"\"}");
        assertThat(Items.read("f.csv", "\"sep=;\"\n\nquestion;answer\nQ?;A\n"))
                .containsExactly("line 4 {\"instruction\":\"Q?\",\"output\":\"A\"}");
    }

    @Test
    void shouldLoseNoRowBehindAReturnAmongLineFeeds() throws IOException {
        assertThat(Items.read("f.csv", "question,answer\nQ?,1\rR?,2\r\nS?,\"3\ror 4\"\n"))
                .containsExactly(
                        "line 2 {\"instruction\":\"Q?\",\"output\":\"1\"}",
                        "line 2 {\"instruction\":\"R?\",\"output\":\"2\"}",
                        "line 3 {\"instruction\":\"S?\",\"output\":\"3\\ror 4\"}");
    }

    @Test
    void shouldKeepAColumnThatTheMappingNames() throws IOException {
        ReadOptions options = new ReadOptions(
                "f.csv",
                null,
                null,
                new FieldMapping(List.of(
                        FieldMapping.Rule.parse("output=Answer"), FieldMapping.Rule.parse("instruction=Question"))),
                Map.of());

        assertThat(Items.read(options, "Question,Answer\nQ?,A\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("line 2 {\"output\":\"A\",\"instruction\":\"Q?\"}");
    }

    @Test
    void shouldReadLinesThatEndWithAReturnAlone() throws IOException {
        assertThat(Items.read("f.csv", "question,answer\rA?,1\rB?,\"2\nor 3\"\r"))
                .containsExactly(
                        "line 2 {\"instruction\":\"A?\",\"output\":\"1\"}",
                        "line 3 {\"instruction\":\"B?\",\"output\":\"2\\nor 3\"}");
        assertThat(Items.read("f.jsonl", "{\"a\":1}\r{\"b\":2}\r"))
                .containsExactly("line 1 {\"a\":1}", "line 2 {\"b\":2}");
        assertThat(Items.read("f.csv", "question,answer\nA?,\"1\ror 2\"\n"))
                .containsExactly("line 2 {\"instruction\":\"A?\",\"output\":\"1\\ror 2\"}");
    }

    @Test
    void shouldDecodeOrNameButNeverReplace() throws IOException {
        String german = "question,answer\nWie groß?,Größer als die Öffnung\n";
        assertThat(Items.read("f.csv", german.getBytes(Charset.forName("windows-1252"))))
                .containsExactly("line 2 {\"instruction\":\"Wie groß?\",\"output\":\"Größer als die Öffnung\"}");
        assertThat(Items.read(
                        "f.csv", "\uFEFFquestion\tanswer\nHow heavy?\t3 kg\n".getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("line 2 {\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}");
        assertThat(Items.read(
                        "f.csv",
                        "question,answer\nA?,1\nŻółw?,Źródło\nB?,2\n".getBytes(Charset.forName("windows-1250"))))
                .satisfiesExactly(
                        first -> assertThat(first).contains("A?"),
                        second ->
                                assertThat(second).startsWith("line 3 !").contains("windows-1250", "save it as UTF-8"),
                        third -> assertThat(third).contains("B?"));
        byte[] mixed = "question,answer\nä?,ö ü ß\nx?,y\n".getBytes(StandardCharsets.UTF_8);
        mixed[mixed.length - 2] = (byte) 0xE4;
        assertThat(Items.read("f.csv", mixed))
                .satisfiesExactly(
                        first -> assertThat(first).contains("ö ü ß"),
                        second -> assertThat(second).startsWith("line 3 !").contains("UTF-8 with bytes that are not"));
    }

    @Test
    void shouldReadWhatSpreadsheetsLeaveBehind() throws IOException {
        assertThat(Items.read("t.csv", "\u00A0instruction\u00A0,output\r\nQ,=\"0012\"\r\n,\r\n , \r\nR,=1+1\r\n"))
                .containsExactly(
                        "line 2 {\"instruction\":\"Q\",\"output\":\"0012\"}",
                        "line 5 {\"instruction\":\"R\",\"output\":\"=1+1\"}");
        assertThat(Items.read("t.csv", "#,instruction,output\n1,Q,A\n"))
                .containsExactly("line 2 {\"#\":\"1\",\"instruction\":\"Q\",\"output\":\"A\"}");
    }
}
