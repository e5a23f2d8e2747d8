package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RejectedFilterTest {
    private static final KnowledgeRecord RECORD =
            KnowledgeRecord.qa("How heavy?", "3 kg").withSource("crm");

    @Test
    void shouldKeepWhatHasEveryValueThatIsAskedFor() {
        RejectedRecord record = rejected(RECORD);

        assertThat(filter(Map.of())).accepts(record);
        assertThat(filter(Map.of("model", "notes", "reason", "too-short", "source", "crm", "fact", "f")))
                .accepts(record);
        assertThat(filter(Map.of("model", "notes", "reason", "stale"))).rejects(record);
        assertThat(filter(Map.of("stage", "cleaning/other"))).rejects(record);
        assertThat(filter(Map.of("record", "1f"))).rejects(record);
    }

    @Test
    void shouldNotKeepARecordWithoutContentForItsSource() {
        assertThat(filter(Map.of("source", "crm"))).rejects(rejected(null));
    }

    @Test
    void shouldNameTheReasonsThatThereAre() {
        assertThatThrownBy(() -> filter(Map.of("reason", "dup")))
                .hasMessageContainingAll("reason=dup", "duplicate", "near-duplicate");
    }

    private static RejectedFilter filter(Map<String, String> query) {
        return RejectedFilter.of(query::get);
    }

    private static RejectedRecord rejected(@Nullable KnowledgeRecord record) {
        return new RejectedRecord(
                "cleaning/length",
                ReasonCode.TOO_SHORT,
                "2 words",
                null,
                "notes",
                "f",
                new RawPosition("raw", 0, 3),
                null,
                record,
                Instant.EPOCH);
    }
}
