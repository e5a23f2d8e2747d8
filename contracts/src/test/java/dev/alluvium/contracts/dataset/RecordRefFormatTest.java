package dev.alluvium.contracts.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.json.RequiredFields;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Manifests are named by the hash of their bytes: a record's reference stays among the fields of what refers to it. */
class RecordRefFormatTest {
    private static final RecordRef REF =
            new RecordRef("id-1", "tea", Instant.EPOCH, "h1", new RawPosition("raw", 2, 7));
    private static final String FIELDS = "\"recordId\":\"id-1\",\"fact\":\"tea\",\"revision\":\"1970-01-01T00:00:00Z\","
            + "\"contentHash\":\"h1\",\"position\":{\"topic\":\"raw\",\"partition\":2,\"offset\":7}";
    private static final String LISTED =
            "{" + FIELDS + ",\"segment\":\"s1\",\"fingerprint\":\"" + "A".repeat(22) + "\"}";
    private static final String DROPPED =
            "{" + FIELDS + ",\"cause\":\"SUPERSEDED\",\"because\":\"id-2\",\"conditional\":true}";

    @Test
    void shouldWriteAListedRecordToTheByteAsEarlierVersionsDid() {
        // Given
        RoundRecord record = new RoundRecord(REF, "s1", null, new Fingerprint(0, 0));

        // When, then
        assertThat(Json.string(record)).isEqualTo(LISTED);
        assertThat(read(LISTED, RoundRecord.class)).isEqualTo(record);
    }

    @Test
    void shouldWriteADroppedRecordToTheByteAsEarlierVersionsDid() {
        // Given
        DroppedRecord record = new DroppedRecord(REF, DroppedRecord.Cause.SUPERSEDED, "id-2", true);

        // When, then
        assertThat(Json.string(record)).isEqualTo(DROPPED);
        assertThat(read(DROPPED, DroppedRecord.class)).isEqualTo(record);
    }

    @Test
    void shouldReadARecordWithAFieldOfANewerVersion() {
        // When
        RoundRecord read = read(LISTED.replace("\"segment\"", "\"later\":{\"a\":[1]},\"segment\""), RoundRecord.class);

        // Then
        assertThat(read.ref()).isEqualTo(REF);
    }

    @Test
    void shouldNameAMissingFieldAsItStandsInJson() {
        // Given
        RoundRecord lacking = read(LISTED.replace("\"contentHash\":\"h1\",", ""), RoundRecord.class);

        // When, then
        assertThat(RequiredFields.missing(lacking)).contains("contentHash");
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
