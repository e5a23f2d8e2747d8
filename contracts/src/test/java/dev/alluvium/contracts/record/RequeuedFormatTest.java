package dev.alluvium.contracts.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Out of which round a record was offered again is a field of its own; earlier versions said it among the steps. */
class RequeuedFormatTest {
    private static final CleanRecord FIRST = new CleanRecord(
            "id-1",
            "notes",
            "tea",
            Instant.EPOCH,
            "h1",
            new RawPosition("raw", 0, 7),
            KnowledgeRecord.qa("Which tea?", "Green."),
            List.of("normalise: changed"));

    @Test
    void shouldWriteTheRoundAsAFieldAndLeaveTheStepsAlone() {
        // When
        JsonNode written = Json.read(Json.bytes(FIRST.requeuedFrom("r000002")), JsonNode.class);

        // Then
        assertThat(written.path("requeuedFrom").asText()).isEqualTo("r000002");
        assertThat(written.path("steps")).extracting(JsonNode::asText).containsExactly("normalise: changed");
    }

    @Test
    void shouldLeaveTheFieldOutOfARecordThatIsOfferedForTheFirstTime() {
        // When
        JsonNode written = Json.read(Json.bytes(FIRST), JsonNode.class);

        // Then
        assertThat(written.has("requeuedFrom")).isFalse();
        assertThat(read(Json.string(FIRST)).requeuedFrom()).isEmpty();
    }

    @Test
    void shouldReadTheRoundThatItWrote() {
        // When
        CleanRecord read = read(Json.string(FIRST.requeuedFrom("r000002").requeuedFrom("r000004")));

        // Then
        assertThat(read.requeuedFrom()).contains("r000004");
    }

    @Test
    void shouldReadTheLastRoundOutOfTheStepsOfAnEarlierVersion() {
        // Given
        String earlier = Json.string(FIRST)
                .replace("\"normalise: changed\"", "\"requeued from r000001\",\"requeued from r000003\"");

        // When
        CleanRecord read = read(earlier);

        // Then
        assertThat(read.requeuedFrom()).contains("r000003");
    }

    @Test
    void shouldPreferTheFieldWhenARecordOfAnEarlierVersionIsOfferedOnceMore() {
        // Given
        CleanRecord earlier = read(Json.string(FIRST).replace("normalise: changed", "requeued from r000003"));

        // When
        CleanRecord read = read(Json.string(earlier.requeuedFrom("r000005")));

        // Then
        assertThat(read.requeuedFrom()).contains("r000005");
        assertThat(read.steps()).containsExactly("requeued from r000003");
    }

    private static CleanRecord read(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), CleanRecord.class);
    }
}
