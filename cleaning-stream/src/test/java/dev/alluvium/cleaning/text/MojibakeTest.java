package dev.alluvium.cleaning.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {
    private static final Charset CP1252 = Charset.forName("windows-1252");
    private static final Charset GBK = Charset.forName("GB18030");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Café Zürich",
                "日本の秤は東京で作られた。",
                "电子秤的最大称量是二百公斤。",
                "锦旗鲜艳，银行涓滴归公",
                "naïve “quotes” – €5",
                "Привет, мир"
            })
    void shouldLeaveGoodTextUnflagged(String text) {
        assertThat(Mojibake.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Café Zürich, garçon", "电子秤的最大称量是二百公斤"})
    void shouldTellUtf8ThatWasReadAsLatin(String text) {
        assertThat(Mojibake.in(new String(text.getBytes(UTF_8), ISO_8859_1))).contains("UTF-8 was read as Latin-1");
        assertThat(Mojibake.in(new String("Café – garçon".getBytes(UTF_8), CP1252)))
                .contains("UTF-8 was read as Latin-1");
    }

    @Test
    void shouldTellUtf8ThatWasReadAsGbk() {
        String text = "这是一个电子秤的说明，在中国的工厂里";
        String garbled = new String(text.getBytes(UTF_8), GBK).replace("\uFFFD", "");

        assertThat(Mojibake.in(garbled)).contains("UTF-8 was read as GBK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"The scale\uFFFD weighs", "锟斤拷锟斤拷"})
    void shouldTellWhatWasLost(String text) {
        assertThat(Mojibake.in(text)).contains("characters were lost in decoding");
    }
}
