package dev.alluvium.knowledge.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Arguments> certain() {
        return Stream.of(
                Arguments.of("UTF-16LE", "name,price\nscale,3 kg"),
                Arguments.of("UTF-16BE", "{\"instruction\":\"秤有多重？\",\"output\":\"三公斤。\"}"),
                Arguments.of("UTF-16LE", "Сколько весит насос?;Три килограмма"),
                Arguments.of(
                        "windows-1252", "Frage,Antwort\nWie groß ist die Öffnung?,Sie ist für Öl: größer als 20 °C"),
                Arguments.of("windows-1252", "Où est la pompe ? À côté de la vanne, dans une pièce du « hall »"),
                Arguments.of("windows-1252", "¿Dónde está la bomba del año? En el depósito, con las válvulas"),
                Arguments.of("windows-1252", "Hvor er pumpen? Den er på den øverste hylle"),
                Arguments.of("windows-1252", "“It’s 5 € – done…”"),
                Arguments.of("Big5", "這台磅秤有多重？,它的重量是三公斤，請不要超過"),
                Arguments.of("Shift_JIS", "このはかりの重さはいくつですか,三キロです。"),
                Arguments.of("EUC-JP", "このはかりの重さはいくつですか,三キロです。"),
                Arguments.of("ISO-2022-JP", "このはかりの重さはいくつですか,三キロです。"),
                Arguments.of("EUC-KR", "이 저울의 무게는 얼마입니까?,무게는 삼 킬로그램입니다."),
                Arguments.of("GB18030", "这台秤有多重？,它的重量是三公斤。"),
                Arguments.of("GB18030", "秤"),
                Arguments.of("GB18030", "型号A级B类"));
    }

    @ParameterizedTest
    @MethodSource("certain")
    void shouldDecodeWhatIsCertain(String charset, String text) {
        // Given
        byte[] bytes = text.getBytes(Charset.forName(charset));

        // Then
        assertThat(TextEncoding.decoded(bytes)).isEqualTo(text);
        assertThat(TextEncoding.detect(Arrays.copyOf(bytes, bytes.length - 1), false)
                        .problem())
                .isEmpty();
    }

    static Stream<Arguments> uncertain() {
        return Stream.of(
                Arguments.of("windows-1251", "Сколько весит насос?;Три килограмма"),
                Arguments.of("windows-1250", "Jak těžké je čerpadlo? Žádný příklad"),
                Arguments.of("windows-1250", "Ile waży pompa? Trzy kilogramy, źródło"),
                Arguments.of("windows-1254", "Pompanın ağırlığı nedir? Üç kilogram, şey"),
                Arguments.of("windows-1253", "Πόσο ζυγίζει η αντλία; Τρία κιλά"),
                Arguments.of("x-MacRoman", "Wie groß ist die Öffnung? Sie ist für Öl"),
                Arguments.of("IBM850", "Wie groß ist die Öffnung? Sie ist für Öl"),
                Arguments.of("ISO-8859-1", "médecin à"));
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void shouldNameWhatIsNotCertainAndNeverGuess(String charset, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));

        assertThat(TextEncoding.decoded(bytes)).isNull();
        assertThat(TextEncoding.problem(bytes)).contains("one-byte", "UTF-8", "iconv");
    }

    @Test
    void shouldReadMarks() {
        assertThat(TextEncoding.decoded("\uFEFFä".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\uFEFFä");
        assertThat(TextEncoding.decoded("\uFEFF秤".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("秤");
        assertThat(TextEncoding.decoded("\uFEFF秤".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("秤");
        assertThat(TextEncoding.decoded("\uFEFFscale".getBytes(Charset.forName("UTF-32LE"))))
                .isEqualTo("scale");
    }

    @Test
    void shouldNameUtf8ThatIsDamaged() {
        assertThat(problem('a', 0xC0, 0xAF)).contains("overlong");
        assertThat(problem('a', 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)).contains("surrogate", "CESU-8");
        assertThat(problem(0xC3, 0xA4, 0xC3, 0xB6, 0xC3, 0xBC, 0xFF)).contains("first at byte 7");
        assertThat(problem(0x1F, 0x8B, 8, 0, 0)).contains("gzip");
    }

    @Test
    void shouldKeepZerosThatStandInUtf8() {
        assertThat(TextEncoding.decoded("{\"text\":\"a\0b\"}".getBytes(StandardCharsets.UTF_8)))
                .contains("\0");
    }

    private static String problem(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        assertThat(TextEncoding.decoded(all)).isNull();
        return TextEncoding.problem(all);
    }
}
