package dev.alluvium.accumulator.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFingerprintTest {
    private static final KnowledgeRecord RECORD =
            KnowledgeRecord.qa("What colour has the housing?", "The housing is painted red.");

    @Test
    void shouldReadEveryFieldOfTheContent() {
        assertThat(RecordFingerprint.text(RECORD))
                .isEqualTo("What colour has the housing?\nThe housing is painted red.\n");
        assertThat(RecordFingerprint.of(RECORD))
                .isPresent()
                .isEqualTo(RecordFingerprint.of(RECORD.withFact("a").withSource("crm")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"instruction":"Is it on?","output":"Yes."} | {"instruction":"Is it on?","output":"No."}
            {"instruction":"Is it on?","output":"Yes."} | {"instruction":"Is it","output":"on? Yes."}
            {"messages":[{"role":"user","content":"Hi"}]} | {"messages":[{"role":"assistant","content":"Hi"}]}
            """)
    void shouldTellRecordsApart(String one, String other) {
        assertThat(RecordFingerprint.of(record(one)).orElseThrow())
                .matches(fingerprint ->
                        !fingerprint.near(RecordFingerprint.of(record(other)).orElseThrow()));
    }

    @Test
    void shouldHaveNoneWhereARecordIsToBeKept() {
        KnowledgeRecord kept = record("{\"text\":\"Some text.\",\"attributes\":{\"distinct\":\"true\"}}");

        assertThat(RecordFingerprint.of(kept)).isEmpty();
        assertThat(RecordFingerprint.fields(kept)).isEqualTo(List.of("Some text."));
    }

    private static KnowledgeRecord record(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class);
    }
}
