package dev.alluvium.knowledge.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextEncodingTest {
    @Test
    void shouldTellUtf8FromGb18030() {
        byte[] chinese = "{\"instruction\":\"秤有多重？\",\"output\":\"三公斤。\"}".getBytes(TextEncoding.GB18030);

        assertThat(TextEncoding.of(chinese, true)).isEqualTo(TextEncoding.GB18030);
        assertThat(TextEncoding.of("秤有多重".getBytes(StandardCharsets.UTF_8), true))
                .isEqualTo(StandardCharsets.UTF_8);
        assertThat(new RecordDecoder().decode(chinese, Map.of()))
                .isInstanceOfSatisfying(
                        Decoded.Parsed.class,
                        parsed -> assertThat(parsed.record().output()).isEqualTo("三公斤。"));
    }

    @Test
    void shouldNotTakeLatin1ForChinese() {
        byte[] latin =
                "{\"instruction\":\"médecin\",\"output\":\"à côté du café\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(new RecordDecoder().decode(latin, Map.of())).isInstanceOf(Decoded.Undecodable.class);
    }

    @Test
    void shouldNotMindACharacterThatTheHeadCuts() {
        byte[] text = "秤有多重".getBytes(StandardCharsets.UTF_8);

        assertThat(TextEncoding.of(Arrays.copyOf(text, text.length - 1), false)).isEqualTo(StandardCharsets.UTF_8);
    }
}
