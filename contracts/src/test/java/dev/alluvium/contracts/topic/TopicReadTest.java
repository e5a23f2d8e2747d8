package dev.alluvium.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicReadTest {
    private static final DatasetReady READY = new DatasetReady(
            "notes", "r000001", new ArtifactRef("s3://alluvium/m", "aa", 7), 3, 2, false, Instant.EPOCH);

    static Stream<Arguments> pairs() {
        String nested = "[".repeat(100_000);
        return typed().flatMap(topic -> Stream.of(
                        "garbage",
                        "",
                        "{}",
                        "[]",
                        "7",
                        "\"\"",
                        "null",
                        "{\"type\":\"dance\"}",
                        "{\"model\":[]}",
                        nested,
                        "x".repeat(1 << 20),
                        new String(Json.bytes(List.of(READY)), StandardCharsets.UTF_8))
                .map(value -> Arguments.of(topic, value)));
    }

    static Stream<Topic<?>> typed() {
        return Topics.all().stream().filter(topic -> topic.type() != byte[].class);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldTellWhatIsNoneOfATopicInAClauseThatQuotesNothing(Topic<?> topic, String value) {
        // When
        ReadResult<?> read = topic.read(bytes("notes/a"), bytes(value));

        // Then
        assertThat(read).isInstanceOf(ReadResult.Foreign.class);
        assertThat(((ReadResult.Foreign<?>) read).reason())
                .startsWith("it")
                .doesNotContain("garbage", "dance", "xxx", "[[");
    }

    @ParameterizedTest
    @MethodSource("typed")
    void shouldTakeAWithdrawalFromCompactedTopicsAlone(Topic<?> topic) {
        boolean compacted = topic.cleanup() == Topic.Cleanup.COMPACT;

        assertThat(topic.read(bytes("notes/a"), null) instanceof ReadResult.Message<?>)
                .isEqualTo(compacted);
        assertThat(topic.read(null, null)).isInstanceOf(ReadResult.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other", "notes/r000001"})
    void shouldLeaveOutAValueUnderAnotherKey(String key) {
        assertThat(Topics.DATASETS_READY.read(bytes(key), Json.bytes(READY)))
                .isEqualTo(new ReadResult.Foreign<>("its key is no model, or not that of its value"));
    }

    @Test
    void shouldReadAValueUnderItsKey() {
        assertThat(Topics.DATASETS_READY.read(bytes("notes"), Json.bytes(READY)))
                .isEqualTo(new ReadResult.Message<>("notes", READY));
    }

    @Test
    void shouldNameThePartThatIsMissing() {
        String json =
                "{\"model\":\"notes\",\"round\":\"r000001\",\"manifest\":{\"uri\":\"s3://a/b\"},\"at\":\"2026-01-01T00:00:00Z\"}";

        assertThat(Topics.DATASETS_READY.read(bytes("notes"), bytes(json)))
                .isEqualTo(new ReadResult.Foreign<>("its DatasetReady has no manifest.sha256"));
    }

    @Test
    void shouldLeaveOutTheWithdrawalOfWhatIsNoFact() {
        assertThat(Topics.PROBES.read(bytes("notes"), null)).isInstanceOf(ReadResult.Foreign.class);
        assertThat(Topics.PROBES.read(bytes("notes/a"), null)).isInstanceOf(ReadResult.Message.class);
    }

    @Test
    void shouldPassRawBytesOnAsTheyAre() {
        assertThat(Topics.RAW_RECORDS.read(null, null)).isEqualTo(new ReadResult.Message<>("", null));
        assertThat(Topics.RAW_RECORDS.read(null, bytes("garbage"))).isInstanceOf(ReadResult.Message.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
