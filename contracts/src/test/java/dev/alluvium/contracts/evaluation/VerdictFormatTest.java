package dev.alluvium.contracts.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.json.MissingFieldException;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of the log name their verdict's fields beside their own, in the order of earlier versions. */
class VerdictFormatTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "adapters.evaluated.v1");

    @ParameterizedTest
    @ValueSource(strings = {"adapter-evaluated.json", "adapter-evaluated.least.json"})
    void shouldWriteAMessageToTheByteAsEarlierVersionsDid(String golden) throws IOException {
        // Given
        String written = golden(golden).toString();

        // When
        AdapterEvaluated read = Json.read(bytes(written), AdapterEvaluated.class);

        // Then
        assertThat(Json.string(read)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "adapter", "decision", "evidence", "reason", "figures", "report", "at"})
    void shouldNameAMissingFieldAsItStandsInJson(String field) throws IOException {
        // Given
        ObjectNode message = golden("adapter-evaluated.json");
        message.remove(field);

        // When
        ReadResult<AdapterEvaluated> read = Topics.ADAPTERS_EVALUATED.read(bytes(message.toString()));

        // Then
        assertThat(read).isEqualTo(new ReadResult.Foreign<>("its AdapterEvaluated has no " + field));
    }

    @Test
    void shouldMakeTheMessageOfAReportThatSaysMore() throws IOException {
        // Given
        ObjectNode message = golden("adapter-evaluated.json");
        AdapterEvaluated evaluated = Json.read(bytes(message.toString()), AdapterEvaluated.class);

        // When
        ReportSummary summary = Json.readWhole(bytes(report(message).toString()), ReportSummary.class);

        // Then
        assertThat(summary.message(evaluated.report(), evaluated.attestation())).isEqualTo(evaluated);
        assertThat(summary).isEqualTo(ReportSummary.of(evaluated));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "reason", "figures"})
    void shouldTakeNoReportWithoutAWholeVerdict(String field) throws IOException {
        // Given
        ObjectNode report = report(golden("adapter-evaluated.json"));
        ((ObjectNode) report.get("verdict")).remove(field);

        // When, then
        assertThatThrownBy(() -> Json.readWhole(bytes(report.toString()), ReportSummary.class))
                .cause()
                .isInstanceOf(MissingFieldException.class)
                .hasMessage("a ReportSummary without its field verdict." + field);
    }

    /** A report as the evaluator lays it out. */
    private static ObjectNode report(ObjectNode message) {
        ObjectNode report = Json.mapper().createObjectNode().put("schema", 1);
        ObjectNode verdict = Json.mapper().createObjectNode().put("profile", "facts");
        for (String part : List.of("decision", "evidence", "needsApproval", "reason", "rules", "figures")) {
            verdict.set(part, message.get(part));
        }
        for (String part :
                List.of("model", "run", "evaluation", "rounds", "parent", "baseline", "adapter", "content", "at")) {
            report.set(part, message.get(part));
        }
        report.set("verdict", verdict);
        report.putArray("suites").addObject().put("suite", "new-facts");
        return report;
    }

    private static ObjectNode golden(String file) throws IOException {
        return (ObjectNode) Json.read(Files.readAllBytes(GOLDEN.resolve(file)), JsonNode.class);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
