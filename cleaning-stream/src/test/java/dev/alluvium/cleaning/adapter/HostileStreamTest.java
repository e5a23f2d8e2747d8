package dev.alluvium.cleaning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.cleaning.pipeline.Pipelines;
import dev.alluvium.contracts.record.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each piece of hostile input gets an outcome that says what is wrong, and the next record is cleaned as ever. */
class HostileStreamTest {
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

    static Stream<Arguments> deadLetters() {
        return Stream.of(
                Arguments.of("nested", utf8("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)), "not JSON"),
                Arguments.of("arrays", utf8("[".repeat(10_000)), "not JSON"),
                Arguments.of("a line of 100 MB", new byte[100 << 20], "104857600 bytes"),
                Arguments.of("NUL", utf8("{\"text\":\"a\0b\"}"), "not JSON"),
                Arguments.of("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0}, "gzip"),
                Arguments.of("XML", utf8("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r/>"), "not JSON"),
                Arguments.of("YAML", utf8("!!javax.script.ScriptEngineManager []"), "not JSON"),
                Arguments.of("CSV", utf8("instruction,output\n\"never closed,yes\n"), "not JSON"),
                Arguments.of("twice", utf8("{\"text\":\"a\",\"text\":\"b\"}"), "not JSON"),
                Arguments.of("number", utf8("{\"text\":1" + "0".repeat(5_000) + "}"), "not JSON"),
                Arguments.of("nothing", new byte[0], "empty value"));
    }

    @Test
    void shouldKeepARecordThatTakesTooLongAndGoOn() {
        stream.close();
        stream = new TopologyFixture(directory, Pipelines.standard().withLooksPerByte(5));
        String hostile = "{\"instruction\":\"What?\",\"output\":\"" + "<a@b.".repeat(10_000) + "\"}";

        stream.raw.pipeInput(new TestRecord<>(null, utf8(hostile)));

        TestRecord<byte[], byte[]> letter = stream.deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(utf8(hostile));
        assertThat(CleaningHeaders.text(letter.headers(), "__streams.errors.exception"))
                .isEqualTo("dev.alluvium.cleaning.TooMuchWork");
        assertThat(CleaningHeaders.text(letter.headers(), "__streams.errors.message"))
                .matches("the stage redact takes too long: more than \\d+ characters were looked at in a record of "
                        + utf8(hostile).length + " bytes; send its text in smaller parts");
        assertNextIsCleaned();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadLetters")
    void shouldKeepWhatIsNoRecordAndGoOn(String name, byte[] hostile, String problem) {
        stream.raw.pipeInput(new TestRecord<>(null, hostile));

        TestRecord<byte[], byte[]> letter = stream.deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(hostile);
        assertThat(CleaningHeaders.text(letter.headers(), "__streams.errors.message"))
                .contains(problem);
        assertNextIsCleaned();
    }

    @Test
    void shouldReadAMessageInUtf16() {
        String record = "{\"instruction\":\"How heavy?\",\"output\":\"3 kg\"}";

        stream.raw.pipeInput(new TestRecord<>(null, record.getBytes(StandardCharsets.UTF_16LE)));

        assertThat(stream.clean()).hasSize(1);
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                Arguments.of("surrogates alone", "{'text':'\\ud800\\udc00\\ud800'}", "too-short"),
                Arguments.of("bidi alone", "{'instruction':'\\u202e\\u2066','output':'3 kg'}", "too-short"),
                Arguments.of("NUL alone", "{'instruction':'\\u0000\\u0000','output':'3 kg'}", "too-short"),
                Arguments.of("huge", "{'text':'" + "word ".repeat(60_000) + "'}", "too-long"),
                Arguments.of("wrong types", "{'instruction':{'a':1},'output':[1]}", "invalid"),
                Arguments.of(
                        "year",
                        "{'instruction':'How heavy is it?','output':'It weighs 3"
                                + " kg.','occurredAt':'+999999999-01-01T00:00:00Z'}",
                        "future-time"),
                Arguments.of("role", "{'messages':[{'role':'root','content':'x'}]}", "invalid"),
                Arguments.of("fact", "{'fact':'" + "f".repeat(600) + "','instruction':'Q','output':'A'}", "invalid"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    void shouldNameWhatIsWrongAndGoOn(String name, String hostile, String reason) {
        stream.push(hostile);

        List<RejectedRecord> found = stream.rejected();
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.reason().code()).isEqualTo(reason);
            assertThat(one.detail()).isNotBlank();
        });
        assertNextIsCleaned();
    }

    private void assertNextIsCleaned() {
        stream.push("{'instruction':'How heavy?','output':'3 kg'}");
        assertThat(stream.clean()).hasSize(1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
