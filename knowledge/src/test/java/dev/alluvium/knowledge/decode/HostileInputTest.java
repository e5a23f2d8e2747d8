package dev.alluvium.knowledge.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.KnowledgeRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes from somebody who means no good, or whose program is broken: an outcome each, never an exception. */
class HostileInputTest {
    private final RecordDecoder decoder = new RecordDecoder();

    @Test
    void shouldRefuseWhatIsNestedWithoutEnd() {
        assertThat(problem("[".repeat(10_000))).contains("not JSON");
        assertThat(problem("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))).contains("not JSON");
    }

    @Test
    void shouldRefuseALineOf100MegabytesBySizeAlone() {
        assertThat(((Decoded.Undecodable) decoder.decode(new byte[100 << 20], Map.of())).problem())
                .contains("104857600 bytes", "1048576", "split");
    }

    @Test
    void shouldReplaceHalvesOfSurrogatePairs() {
        KnowledgeRecord record = parsed("{\"instruction\":\"a\\ud800b\",\"output\":\"\\udc00\",\"x\":\"\\ud83d\"}");

        assertThat(record.instruction()).isEqualTo("a\uFFFDb");
        assertThat(record.output()).isEqualTo("\uFFFD");
        assertThat(record.allAttributes()).isEqualTo(Map.of("x", "\uFFFD"));
    }

    @Test
    void shouldTakeNulAndBidiAsTheTextTheyAre() {
        KnowledgeRecord record = parsed("{\"instruction\":\"a\\u0000b\",\"output\":\"\\u202eevil\\u2066\"}");

        assertThat(record.instruction()).isEqualTo("a\u0000b");
        assertThat(record.output()).isEqualTo("\u202eevil\u2066");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\u0000b\"}",
                "{\"text\":1e999999999}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\"} {\"text\":\"b\"}",
                "NaN",
                "{\"text\":\"a\"",
                "\u0000\u0000"
            })
    void shouldNameWhatIsWrong(String json) {
        Decoded decoded = decoder.decode(json.getBytes(StandardCharsets.UTF_8), Map.of());

        boolean named = decoded instanceof Decoded.Undecodable undecodable
                ? !undecodable.problem().isBlank()
                : !((Decoded.Parsed) decoded).problems().isEmpty();
        assertThat(named).isTrue();
    }

    @Test
    void shouldNeverThrowWhateverTheBytes() {
        Random random = new Random(20261121);
        byte[] seed =
                "{\"fact\":\"w\",\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9秤\"}],\"op\":\"c\",\"after\":{}}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = seed.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }

            assertThat(decoder.decode(bytes, bytes, Map.of(), ChangeFeed.PLAIN)).isNotNull();
        }
    }

    private String problem(String json) {
        return ((Decoded.Undecodable) decoder.decode(json.getBytes(StandardCharsets.UTF_8), Map.of())).problem();
    }

    private KnowledgeRecord parsed(String json) {
        Decoded.Parsed parsed = (Decoded.Parsed) decoder.decode(json.getBytes(StandardCharsets.UTF_8), Map.of());
        return parsed.record();
    }
}
