package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.app.Installed.Result;
import dev.alluvium.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The first of the README's two commands, on a seed that nothing was tuned on. */
class DemoIT {
    @Test
    void shouldTellTheWholeStoryOnAnySeed() throws Exception {
        // When
        Result result = Installed.alluvium("demo", "--json", "--seed", "40417");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode report = Json.read(result.out().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        assertThat(report.path("ok").asBoolean()).isTrue();
        JsonNode records = report.path("records");
        assertThat(records.path("sent").asLong())
                .isEqualTo(records.path("clean").asLong()
                        + records.path("rejected").asLong()
                        + records.path("deadLetters").asLong());
        assertThat(report.path("rounds")).hasSize(3);
        assertThat(report.path("rounds").path(1).path("decision").asText()).isEqualTo("Failed");
        assertThat(report.path("rollbackMillis").asLong()).isNotNegative();
        assertThat(report.path("rssMb").asLong()).isLessThan(3000);
    }
}
