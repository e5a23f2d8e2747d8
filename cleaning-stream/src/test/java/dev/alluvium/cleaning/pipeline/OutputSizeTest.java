package dev.alluvium.cleaning.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.knowledge.decode.RecordDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A record that its topic does not take would stop the stream for ever, since a transaction cannot leave it out: whatever is
 * pushed, what goes on fits.
 */
class OutputSizeTest {
    private static final int LIMIT =
            Integer.parseInt(Topics.REJECTED_RECORDS.settings().get("max.message.bytes"));
    /** For headers, the batch around a record, and the recordId and steps of a clean one. */
    private static final int AROUND = 64 << 10;

    private static final String COMMON = "的一是不了在有和这为上个以到也就而与及或对中等可重量电池温度服务安装压力显示固件传感器";

    private final CleaningPipeline pipeline = Pipelines.standard();

    static Stream<Arguments> records() {
        StringBuilder common = new StringBuilder();
        new Random(7).ints(500_000, 0, COMMON.length()).forEach(i -> common.append(COMMON.charAt(i)));
        String han = common.toString();
        String ascii = random('0', 'Z', 1_000_000);
        String controls = "\\u0001".repeat(160_000);
        Charset gb = Charset.forName("GB18030");
        return Stream.of(
                Arguments.of("fact", "{\"fact\":\"%s\",\"instruction\":\"Q\",\"output\":\"A\"}", han, gb),
                Arguments.of("fact", "{\"fact\":\"%s\",\"instruction\":\"Q\",\"output\":\"A\"}", ascii, null),
                Arguments.of("fact", "{\"fact\":\"x%s\",\"instruction\":\"Q\",\"output\":\"A\"}", controls, null),
                Arguments.of("model", "{\"model\":\"%s\",\"instruction\":\"Q?\",\"output\":\"A\"}", ascii, null),
                Arguments.of("model", "{\"model\":\"%s\",\"instruction\":\"Q?\",\"output\":\"A\"}", han, gb),
                Arguments.of("source", "{\"source\":\"%s\",\"instruction\":\"Q?\",\"outptu\":\"A\"}", han, gb),
                Arguments.of("kind", "{\"kind\":\"%s\",\"instruction\":\"Q?\",\"output\":\"A\"}", ascii, null),
                Arguments.of(
                        "unknown",
                        "{\"%s\":\"\",\"instruction\":\"Q?\",\"output\":1}",
                        ascii.substring(0, 40_000),
                        null),
                Arguments.of("output", "{\"instruction\":\"Q?\",\"output\":\"%s\"}", han, gb),
                Arguments.of("output", "{\"instruction\":\"Q?\",\"output\":\"%s\"}", "::1 ".repeat(49_000), null),
                Arguments.of("output", "{\"instruction\":\"Q?\",\"output\":\"%s\"}", "a@b.co ".repeat(28_000), null),
                Arguments.of("output", "{\"instruction\":\"Q?\",\"output\":\"%s\"}", "😀".repeat(199_000), null),
                Arguments.of("output", "{\"instruction\":\"Q?\",\"output\":\"%s\"}", "\\\"".repeat(199_000), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void shouldMakeNothingThatItsTopicDoesNotTake(String place, String template, String text, Charset charset) {
        byte[] value = template.replace("%s", text).getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
        assertThat(value.length).isLessThanOrEqualTo(RecordDecoder.MAX_BYTES);

        Cleaned cleaned = pipeline.clean(Pipelines.raw(value, Map.of()));

        assertThat(cleaned).isNotInstanceOf(Cleaned.DeadLetter.class);
        assertThat(bytes(cleaned)).isLessThan(LIMIT - AROUND);
    }

    private static int bytes(Cleaned cleaned) {
        if (cleaned instanceof Cleaned.Rejected rejected) {
            RejectedRecord record = rejected.rejected();
            return Json.bytes(record).length
                    + length(record.fact())
                    + record.model().length() * 3;
        }
        var clean = ((Cleaned.Passed) cleaned).candidate().clean();
        return Json.bytes(clean).length + length(clean.fact());
    }

    private static int length(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String random(int from, int to, int count) {
        StringBuilder text = new StringBuilder();
        new Random(7).ints(count, from, to).forEach(text::appendCodePoint);
        return text.toString().replace('\\', 'x');
    }
}
