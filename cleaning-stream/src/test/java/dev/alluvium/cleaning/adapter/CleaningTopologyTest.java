package dev.alluvium.cleaning.adapter;

import static dev.alluvium.cleaning.adapter.TopologyFixture.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.Erase;
import dev.alluvium.contracts.control.ControlCommand.Requeue;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.Exclusion;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.PushTime;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.knowledge.round.UnreadableRoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CleaningTopologyTest {
    private static final String RECORD = "{'fact':'w','instruction':'How heavy?','output':'%s','occurredAt':'%s'}";
    private static final String HOUR_7 = "2026-11-20T07:00:00Z";
    private static final String HOUR_6 = "2026-11-20T06:00:00Z";

    @TempDir
    private Path directory;

    private TopologyFixture stream;

    @BeforeEach
    void start() {
        stream = new TopologyFixture(directory);
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void shouldLookAsItDidWhenItsStateWasWritten() throws Exception {
        String described = TopologyFixture.topology(TopologyFixture.settings(directory), stream.store)
                .describe()
                .toString();

        try (var golden = getClass().getResourceAsStream("/topology.txt")) {
            assertThat(described).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldSendACleanRecordOn() {
        stream.push("{'instruction':'How heavy?','output':'3 kg'}");

        assertThat(stream.clean()).singleElement().isInstanceOfSatisfying(CleanRecord.class, clean -> {
            assertThat(clean.position().topic()).isEqualTo("alluvium.records.raw.v1");
            assertThat(clean.revision()).isEqualTo(RECEIVED);
        });
        assertThat(stream.count(CleaningTopology.FACT_COUNTS, OutcomeCounts.CLEAN))
                .isOne();
    }

    @Test
    void shouldSendWhatAFilterDropsToTheRejected() {
        stream.push("{'instruction':'How heavy?','outptu':'3 kg'}");

        assertThat(stream.rejected()).extracting(RejectedRecord::reason).containsExactly(ReasonCode.INVALID);
        assertThat(stream.count(CleaningTopology.RAW_COUNTS, "rejected/invalid"))
                .isOne();
    }

    @Test
    void shouldKeepTheBytesOfWhatIsNoRecordWithWhereItCameFrom() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "7".getBytes(StandardCharsets.UTF_8));
        stream.raw.pipeInput(new TestRecord<>(new byte[] {1}, new byte[] {'{', 0}, headers, RECEIVED));

        TestRecord<byte[], byte[]> letter = stream.deadLetters.readRecord();

        assertThat(letter.key()).containsExactly(1);
        assertThat(letter.value()).containsExactly('{', 0);
        assertThat(CleaningHeaders.asText(letter.headers()))
                .containsEntry("trace", "7")
                .containsEntry("__streams.errors.topic", "alluvium.records.raw.v1")
                .containsEntry("__streams.errors.partition", "0")
                .containsEntry("__streams.errors.offset", "0")
                .containsKey("__streams.errors.message");
        assertThat(stream.count(CleaningTopology.RAW_COUNTS, OutcomeCounts.DEAD_LETTERS))
                .isOne();
    }

    @Test
    void shouldGiveAReplayedRecordTheTimeAtWhichItWasFirstReceived() {
        Instant first = RECEIVED.minusSeconds(3600);
        RecordHeaders headers = new RecordHeaders();
        CleaningHeaders.set(headers, CleaningHeaders.REPLAY_OF, "alluvium.records.raw.v1-0@0");
        CleaningHeaders.set(headers, CleaningHeaders.APPENDED_AT, Long.toString(first.toEpochMilli()));
        byte[] value = "{\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}".getBytes(StandardCharsets.UTF_8);
        stream.raw.pipeInput(new TestRecord<>(null, value, headers, RECEIVED));

        assertThat(stream.clean())
                .singleElement()
                .isInstanceOfSatisfying(
                        CleanRecord.class, clean -> assertThat(clean.revision()).isEqualTo(first));
        assertThat(stream.count(CleaningTopology.RAW_COUNTS, OutcomeCounts.DEAD_LETTERS))
                .isEqualTo(-1);
    }

    @Test
    void shouldKeepAllWordingsOfAPushThatTheBrokerTookInAtSeveralTimes() {
        // Given
        Instant pushed = RECEIVED.minusSeconds(2);
        RecordHeaders headers = new RecordHeaders();
        CleaningHeaders.set(headers, PushTime.MESSAGE_HEADER, PushTime.format(pushed));

        // When
        for (int i = 0; i < 3; i++) {
            String record = "{\"fact\":\"w\",\"instruction\":\"How heavy is %d?\",\"output\":\"3 kg\"}".formatted(i);
            stream.raw.pipeInput(new TestRecord<>(
                    "w".getBytes(StandardCharsets.UTF_8),
                    record.getBytes(StandardCharsets.UTF_8),
                    headers,
                    RECEIVED.plusMillis(i)));
        }

        // Then
        assertThat(stream.clean())
                .hasSize(3)
                .allSatisfy(
                        clean -> assertThat(((CleanRecord) clean).revision()).isEqualTo(pushed));
    }

    @Test
    void shouldNotBelieveATimeOfAPushThatIsStillToCome() {
        RecordHeaders headers = new RecordHeaders();
        CleaningHeaders.set(headers, PushTime.MESSAGE_HEADER, PushTime.format(RECEIVED.plusSeconds(60)));
        byte[] value = "{\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}".getBytes(StandardCharsets.UTF_8);
        stream.raw.pipeInput(new TestRecord<>(null, value, headers, RECEIVED));

        assertThat(stream.clean())
                .singleElement()
                .isInstanceOfSatisfying(
                        CleanRecord.class, clean -> assertThat(clean.revision()).isEqualTo(RECEIVED));
    }

    @Test
    void shouldPassNoHeaderOnThatMayHoldPersonalData() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("user", "ann@x.org".getBytes(StandardCharsets.UTF_8));
        byte[] value = "{\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}".getBytes(StandardCharsets.UTF_8);
        stream.raw.pipeInput(new TestRecord<>(null, value, headers, RECEIVED));

        assertThat(stream.cleanRecords())
                .allSatisfy(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void shouldRejectARepeatOfWhatIsLiveAndHoldWhatIsUndecided() {
        CleanRecord first = clean("3 kg", HOUR_6);
        stream.push(RECORD.formatted("3 kg", HOUR_6));
        assertThat(stream.count(CleaningTopology.FACT_COUNTS, OutcomeCounts.HELD))
                .isOne();

        stream.round("r000001", first);
        decide("r000001", 1, Outcome.LIVE);

        assertThat(stream.rejected()).extracting(RejectedRecord::reason).containsExactly(ReasonCode.DUPLICATE);
        assertThat(stream.count(CleaningTopology.FACT_COUNTS, OutcomeCounts.HELD))
                .isZero();
        assertThat(stream.count(CleaningTopology.FACT_COUNTS, "rejected/duplicate"))
                .isOne();
    }

    @Test
    void shouldLetTheTruthThroughWhenTheLieIsRefused() {
        CleanRecord lie = clean("9 kg", HOUR_7);
        stream.push(RECORD.formatted("3 kg", HOUR_6));
        assertThat(stream.clean()).isEmpty();

        stream.round("r000001", lie);
        decide("r000001", 1, Outcome.REFUSED);

        assertThat(stream.clean())
                .singleElement()
                .isInstanceOfSatisfying(
                        CleanRecord.class,
                        truth -> assertThat(truth.record().output()).isEqualTo("3 kg"));
    }

    @Test
    void shouldOfferTheRecordsOfARequeuedRoundAgainAndCountThemOnce() {
        CleanRecord first = clean("3 kg", HOUR_6);
        stream.round("r000001", first);
        decide("r000001", 1, Outcome.REFUSED);

        stream.command(new Requeue("notes", "r000001", "q1", RECEIVED));

        assertThat(stream.clean()).containsExactly((CleanEvent) first.requeuedFrom("r000001"));
        assertThat(stream.count(CleaningTopology.FACT_COUNTS, OutcomeCounts.CLEAN))
                .isOne();
    }

    @Test
    void shouldLeaveInQuarantineWhatARequeueExcepts() {
        CleanRecord first = clean("3 kg", HOUR_6);
        CleanRecord second = clean("4 kg", HOUR_7);
        stream.round("r000001", first, second);
        decide("r000001", 1, Outcome.REFUSED);

        stream.command(new Requeue("notes", "r000001", "q1", new Exclusion(null, List.of(first.recordId())), RECEIVED));

        assertThat(stream.clean()).containsExactly((CleanEvent) second.requeuedFrom("r000001"));
    }

    @Test
    void shouldOfferNothingOutOfADamagedSegment() {
        // Given: the segment holds one record less than the one that was written
        CleanRecord first = clean("3 kg", HOUR_6);
        CleanRecord second = clean("4 kg", HOUR_7);
        stream.round("r000001", first, second);
        decide("r000001", 1, Outcome.REFUSED);
        String segment = ObjectKeys.segment("notes", "r000001");
        stream.store.delete(segment);
        stream.store.putIfAbsent(segment, Json.bytes(first));

        // When, then
        assertThatThrownBy(() -> stream.command(new Requeue("notes", "r000001", "q1", RECEIVED)))
                .hasRootCauseInstanceOf(UnreadableRoundException.class)
                .hasStackTraceContaining("key " + segment + ": expected");
        assertThat(stream.clean()).isEmpty();
    }

    @Test
    void shouldCountARequeuedRecordThatIsStaleNowAsRejected() {
        CleanRecord first = clean("3 kg", HOUR_6);
        stream.round("r000001", first);
        decide("r000001", 1, Outcome.REFUSED);
        CleanRecord second = clean("4 kg", HOUR_7);
        stream.round("r000002", second);
        decide("r000002", 1, Outcome.LIVE);

        stream.command(new Requeue("notes", "r000001", "q1", RECEIVED));

        assertThat(stream.rejected()).extracting(RejectedRecord::reason).containsExactly(ReasonCode.STALE);
        assertThat(stream.count(CleaningTopology.FACT_COUNTS, OutcomeCounts.CLEAN))
                .isOne();
    }

    @Test
    void shouldEraseByRecordAndByCommand() {
        clean("3 kg", HOUR_6);
        stream.push("{'fact':'w','kind':'delete'}");
        stream.command(new Erase("notes", "other", "e1", RECEIVED));

        assertThat(stream.clean())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).isInstanceOf(Erasure.class));
    }

    @Test
    void shouldNeverSkipAVerdictWhoseManifestIsLost() {
        stream.round("r000010");

        assertThatThrownBy(() -> decide("r000009", 1, Outcome.LIVE))
                .hasRootCauseInstanceOf(UnreadableRoundException.class);
    }

    @Test
    void shouldSkipNoVerdictWhereThereIsNoRoundAtAll() {
        assertThatThrownBy(() -> decide("r000009", 1, Outcome.LIVE))
                .hasRootCauseInstanceOf(UnreadableRoundException.class);
    }

    static Stream<ControlCommand> forged() {
        return Stream.of(
                new RoundDecided("notes", "r000009", Long.MAX_VALUE, Outcome.LIVE, 1, RECEIVED),
                new RoundDecided("notes", "r999999999999999999", 1, Outcome.REFUSED, null, RECEIVED),
                new RoundDecided("notes", "../notes/r000001", 1, Outcome.REFUSED, null, RECEIVED),
                new RoundDecided("notes", "..", 1, Outcome.REFUSED, null, RECEIVED),
                new RoundDecided("notes", "", 1, Outcome.REFUSED, null, RECEIVED),
                new RoundDecided("..", "r000001", 1, Outcome.LIVE, 1, RECEIVED),
                new RoundDecided("a/b", "r000001", 1, Outcome.LIVE, 1, RECEIVED),
                new Requeue("notes", "r000009", "q1", RECEIVED),
                new Requeue("notes", "r000001/../r000001", "q1", RECEIVED),
                new Requeue("..", "r000001", "q1", RECEIVED),
                new Erase("..", "w", "e1", RECEIVED));
    }

    /** One of them would be tried again until the end of days, and all records behind it would wait. */
    @ParameterizedTest
    @MethodSource("forged")
    void shouldLeaveOutACommandThatNoServiceCanHaveSent(ControlCommand command) {
        stream.round("r000001");

        stream.command(command);

        clean("3 kg", HOUR_6);
    }

    @Test
    void shouldEraseNoFurtherThanItsClockWhateverTheCommandSays() {
        clean("3 kg", HOUR_6);

        stream.command(new Erase("notes", "w", "e1", Instant.parse("9999-01-01T00:00:00Z")));

        assertThat(stream.clean())
                .singleElement()
                .isInstanceOfSatisfying(
                        Erasure.class, erasure -> assertThat(erasure.revision()).isEqualTo(RECEIVED));
        stream.pushAt(RECORD.formatted("4 kg", RECEIVED.plusSeconds(60)), RECEIVED.plusSeconds(60));
        assertThat(stream.clean()).singleElement().isInstanceOf(CleanRecord.class);
    }

    @Test
    void shouldStopWhenNearlyEverythingIsNoRecord() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        stream.push("garbage");
                    }
                })
                .hasRootCauseInstanceOf(TooManyDeadLettersException.class);
    }

    private CleanRecord clean(String answer, String time) {
        stream.push(RECORD.formatted(answer, time));
        List<CleanEvent> clean = stream.clean();
        assertThat(clean).hasSize(1);
        return (CleanRecord) clean.get(0);
    }

    private void decide(String round, long generation, Outcome outcome) {
        stream.command(new RoundDecided("notes", round, generation, outcome, 1, RECEIVED));
    }
}
