package dev.alluvium.accumulator.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.Cut;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.topic.ReadResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderTest {
    private static final String MODEL = "support";
    private static final CleanRecord RECORD = new CleanRecord(
            "id",
            MODEL,
            "a",
            Instant.EPOCH,
            "hash",
            new RawPosition("raw", 0, 7),
            KnowledgeRecord.qa("What?", "That."),
            List.of());

    static Stream<CleanEvent> events() {
        return Stream.of(RECORD, new Erasure(MODEL, "a", Instant.EPOCH, RECORD.position()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadWhatCleaningWrites(CleanEvent event) {
        assertThat(MessageDecoder.event(message(MODEL, event))).isEqualTo(new ReadResult.Message<>("", event));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "{}",
                "{\"type\":\"record\",\"model\":\"support\"}",
                "{\"type\":\"record\",\"model\":\"support\",\"steps\":[]}",
                "{\"type\":\"erasure\",\"model\":\"support\",\"fact\":\"a\",\"revision\":\"2026-01-01T00:00:00Z\"}",
                "{\"type\":\"erasure\",\"model\":\"support\",\"fact\":\"a\",\"revision\":\"2026-01-01T00:00:00Z\","
                        + "\"position\":{\"partition\":0,\"offset\":1}}"
            })
    void shouldLeaveOutWhatIsNoWholeEvent(String json) {
        assertThat(MessageDecoder.event(new JobMessage(MODEL, json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ReadResult.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"type\":\"cut\",\"model\":\"support\"}",
                "{\"type\":\"round-decided\",\"model\":\"support\",\"round\":\"r000001\",\"generation\":1}",
                "{\"type\":\"round-decided\",\"model\":\"support\",\"round\":\"latest\",\"generation\":1,"
                        + "\"outcome\":\"LIVE\",\"at\":\"2026-01-01T00:00:00Z\"}"
            })
    void shouldLeaveOutWhatIsNoWholeCommand(String json) {
        assertThat(MessageDecoder.command(new JobMessage(MODEL, json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ReadResult.Foreign.class);
    }

    /** Its state would be looked for in the store, under a key that no store takes, again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a b", "Support", "support\n"})
    void shouldLeaveOutWhatIsOfNoModel(String model) {
        assertThat(MessageDecoder.command(message(model, new Cut(model, "c1", Instant.EPOCH))))
                .isInstanceOf(ReadResult.Foreign.class);
        assertThat(MessageDecoder.event(message(model, new Erasure(model, "a", Instant.EPOCH, RECORD.position()))))
                .isInstanceOf(ReadResult.Foreign.class);
    }

    @Test
    void shouldReadAVerdictWithoutAVersion() {
        RoundDecided decided = new RoundDecided(MODEL, "r000001", 1, Outcome.REFUSED, null, Instant.EPOCH);

        assertThat(MessageDecoder.command(message(MODEL, decided))).isEqualTo(new ReadResult.Message<>("", decided));
    }

    @Test
    void shouldLeaveOutWhatConcernsAnotherModelThanItsKey() {
        assertThat(MessageDecoder.event(message("notes", RECORD))).isInstanceOf(ReadResult.Foreign.class);
        assertThat(MessageDecoder.command(message("notes", new Cut(MODEL, "one", Instant.EPOCH))))
                .isInstanceOf(ReadResult.Foreign.class);
    }

    private static JobMessage message(String key, Object value) {
        return new JobMessage(key, Json.bytes(value));
    }
}
