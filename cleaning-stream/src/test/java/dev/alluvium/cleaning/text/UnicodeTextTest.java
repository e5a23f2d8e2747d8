package dev.alluvium.cleaning.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTest {
    @Test
    void shouldKeepChinesePunctuationAndUnitSigns() {
        String text = "重量：3.2㎏，面积 5 m²（约）①℃……“引号”";

        assertThat(UnicodeText.normalise(text)).isEqualTo(text);
    }

    @Test
    void shouldFoldWidthOfLettersAndDigits() {
        assertThat(UnicodeText.normalise("ＡＸ－２００ ｶﾞ ﬁne")).isEqualTo("AX－200 ガ fine");
    }

    @Test
    void shouldComposeAndDropTheInvisible() {
        assertThat(UnicodeText.normalise("cafe\u0301 a\u200bb\ufeff\u00ad\u202e\u0000c"))
                .isEqualTo("café abc");
    }

    @Test
    void shouldPlainWhiteSpace() {
        assertThat(UnicodeText.normalise("\u3000a\u00a0 b \r\nc\r\n\r\n\r\n\r\nd  \n  e\u2028f "))
                .isEqualTo("a b\nc\n\nd\n  e\nf");
    }

    @Test
    void shouldKeepEmojiAndCodeAsTheyAre() {
        assertThat(UnicodeText.normalise("👩‍👩‍👧 ok")).isEqualTo("👩‍👩‍👧 ok");
        assertThat(UnicodeText.normalise("```\nif x:\n    y  = 1\n```")).isEqualTo("```\nif x:\n    y  = 1\n```");
    }

    @Test
    void shouldChangeNothingTwice() {
        String once = UnicodeText.normalise("Ａ  e\u0301\u200b \n\n\n\n x");

        assertThat(UnicodeText.normalise(once)).isEqualTo(once);
    }

    /** Blanks and empty lines of code say something, and so does a row's empty cell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\tb\tc\n1\t\t3",
                "\tMon\tTue\nA\t1\t\t2",
                "So:\n```py\nx = 1\n\n\ndef f(a,  b):\n    return a\n```\nDone.",
                "So:\n~~~\na  b\n\n\nc\n~~~",
                "Type `a  b` here",
                "So:\n\n    a  =  1\n\nDone."
            })
    void shouldKeepWhiteSpaceOfCodeAndRows(String text) {
        assertThat(UnicodeText.normalise(text)).isEqualTo(text);
    }
}
