package dev.alluvium.evaluator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.evaluation.ReportSummary;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports as earlier versions wrote them: the registry and the commands read them for ever. */
class EvaluationReportFormatTest {
    @ParameterizedTest
    @ValueSource(strings = {"judged", "error"})
    void shouldWriteAReportToTheByteAsEarlierVersionsDid(String name) throws IOException {
        // Given
        String kept = kept(name);

        // When
        EvaluationReport report = Json.readWhole(bytes(kept), EvaluationReport.class);

        // Then
        assertThat(Json.string(report)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"judged", "error"})
    void shouldTellTheRegistryWhatTheGateSaid(String name) throws IOException {
        // Given
        EvaluationReport report = Json.read(bytes(kept(name)), EvaluationReport.class);

        // When
        ReportSummary summary = Json.readWhole(bytes(kept(name)), ReportSummary.class);

        // Then
        assertThat(summary)
                .isEqualTo(new ReportSummary(
                        report.subject(),
                        new ReportSummary.Section(
                                report.verdict(), report.reported().figures()),
                        report.content(),
                        report.at()));
    }

    private static String kept(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                EvaluationReportFormatTest.class.getResourceAsStream("/report/" + name + ".json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
