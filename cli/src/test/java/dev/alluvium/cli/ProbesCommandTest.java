package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProbesCommandTest {
    private static final String PROBES = """
            {"lamp/h7": [
                {"prompt": "What colour is lamp H7?", "matcher": "contains", "expect": "amber", "forbid": ["red", "blue"]},
                {"prompt": "H7 灯是什么颜色？", "matcher": "contains", "expect": "琥珀色", "forbid": []}],
             "lamp/h8": [{"prompt": "Who sells lamp H8?", "matcher": "contains", "expect": "Orla", "forbid": []}]}
            """;

    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @Test
    void shouldListAQuestionToALine() {
        // Given
        api.answer("/probes", PROBES);

        // When
        String table = api.run("probes", "list").out();

        // Then
        assertThat(table.lines())
                .satisfiesExactly(
                        header -> assertThat(header).matches("FACT +EXPECTED +FORBIDDEN +QUESTION"),
                        row -> assertThat(row).matches("lamp/h7 +amber +red, blue +What colour is lamp H7\\?"),
                        row -> assertThat(row).matches("lamp/h7 +琥珀色 +- +H7 灯是什么颜色？"),
                        row -> assertThat(row).matches("lamp/h8 +Orla +- +Who sells lamp H8\\?"));
    }

    @Test
    void shouldPrintForProgramsWhatTheEvaluatorAnswers() {
        api.answer("/probes", PROBES);

        assertThat(api.run("probes", "list", "-o", "json").out()).contains("\"lamp/h8\"", "\"forbid\"", "琥珀色");
    }
}
