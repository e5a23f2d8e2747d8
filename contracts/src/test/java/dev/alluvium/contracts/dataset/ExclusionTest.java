package dev.alluvium.contracts.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.Requeue;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExclusionTest {
    @Test
    void shouldLeaveNamedSourcesAndRecordsInQuarantine() {
        Requeue requeue = requeue(new Exclusion(List.of("wiki"), List.of("id-3")));

        assertThat(requeue.offers(record("id-1", "crm"))).isTrue();
        assertThat(requeue.offers(record("id-2", "wiki"))).isFalse();
        assertThat(requeue.offers(record("id-3", "crm"))).isFalse();
    }

    @Test
    void shouldSurviveJson() {
        Requeue requeue = requeue(new Exclusion(List.of("wiki"), null));

        assertThat(Json.read(Json.bytes(requeue), ControlCommand.class)).isEqualTo(requeue);
    }

    @Test
    void shouldReadACommandThatNamesNoException() {
        byte[] old = """
                {"type":"requeue","model":"notes","round":"r000001","id":"q1","at":"2026-11-20T08:00:00Z"}""".getBytes(StandardCharsets.UTF_8);

        assertThat(Json.read(old, ControlCommand.class))
                .isInstanceOfSatisfying(
                        Requeue.class,
                        requeue -> assertThat(requeue.offers(record("id-1", "wiki")))
                                .isTrue());
    }

    private static Requeue requeue(Exclusion except) {
        return new Requeue("notes", "r000001", "q1", except, Instant.EPOCH);
    }

    private static CleanRecord record(String id, String source) {
        KnowledgeRecord content = KnowledgeRecord.qa("What?", "That.").withSource(source);
        return new CleanRecord(id, "notes", "f", Instant.EPOCH, id, new RawPosition("raw", 0, 1), content, List.of());
    }
}
