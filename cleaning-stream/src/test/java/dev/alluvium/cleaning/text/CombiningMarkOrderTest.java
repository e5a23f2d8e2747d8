package dev.alluvium.cleaning.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Normalizer2;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CombiningMarkOrderTest {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    /** Marks of several classes, one that stands for two, one of a supplementary plane, and letters between. */
    private static final int[] CHARACTERS = {
        0x301, 0x316, 0x344, 0x345, 0x5B0, 0x64B, 0x3099, 0x1D165, 0x1D16D, 0x20DD, 0xF71, 0xF73, 'a'
    };

    @RepeatedTest(50)
    void shouldChangeNothingThatNormalisationTellsApart(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder("e");
        for (int i = 0; i < 300; i++) {
            int letters = random.nextInt(20) == 0 ? 1 : 0;
            text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length - 1 + letters)]);
        }

        String ordered = CombiningMarkOrder.of(text.toString());

        assertThat(NFC.normalize(ordered)).isEqualTo(NFC.normalize(text));
    }

    @Test
    void shouldLeaveTheNormaliserNothingToPutInOrder() {
        String ordered = CombiningMarkOrder.of("e" + "\u0301\u0316".repeat(1_000));

        assertThat(ordered).isEqualTo("e" + "\u0316".repeat(1_000) + "\u0301".repeat(1_000));
        assertThat(NFD.isNormalized(ordered)).isTrue();
    }

    @Test
    void shouldReadHalfWidthSoundMarksAsMarks() {
        String ordered = CombiningMarkOrder.of("\uFF76" + "\uFF9E\u0316\u0301".repeat(100));

        assertThat(ordered.substring(1, 101)).isEqualTo("\u3099".repeat(100));
        assertThat(UnicodeText.normalise("\uFF76" + "\uFF9E\u0316\u0301".repeat(100)))
                .startsWith("ガ\u3099");
    }

    @Test
    void shouldLeaveOrdinaryTextAsItIs() {
        String text = "cafe\u0301 \uFF76\uFF9E 重量 \uD83D\uDC69 \uD83D";

        assertThat(CombiningMarkOrder.of(text)).isSameAs(text);
    }
}
