package dev.alluvium.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class UnicodeCompositionTest {
    @Test
    void shouldComposeAsUnicodeDoes() {
        String text = "cafe\u0301 ｶﾞ ﬁ " + "e\u0316\u0301".repeat(100);

        assertThat(UnicodeComposition.of(text, Normalizer.Form.NFKC))
                .isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    @Test
    void shouldPutNoMarkInOrderAmongMoreThanAFewOthers() {
        String marks = "\u0301\u0316".repeat(1_000);

        String composed = UnicodeComposition.of("x" + marks, Normalizer.Form.NFC);

        assertThat(composed).hasSize(2_001).startsWith("x" + "\u0316".repeat(64) + "\u0301".repeat(64) + "\u0316");
    }

    @Test
    void shouldLeaveWhatIsComposedAsItIs() {
        String once = UnicodeComposition.of("e" + "\u0316".repeat(500) + "\u0301".repeat(500), Normalizer.Form.NFC);

        assertThat(UnicodeComposition.of(once, Normalizer.Form.NFC)).isEqualTo(once);
    }
}
