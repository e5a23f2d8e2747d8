package dev.alluvium.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishingTokensTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            It weighs 3.2 kg.              | It weighs 3.3 kg.
            It weighs 3.2 kg.              | It weighs 3.2 g.
            It has three parts.            | It has four parts.
            It has two hundred parts.      | It has two thousand parts.
            Order the AX-200 here.         | Order the AX-300 here.
            It is waterproof.              | It is not waterproof.
            You can open it.               | You can't open it.
            Ask Miller in case of doubt.   | Ask Smith in case of doubt.
            We asked Miller about it.      | We asked Smith about it.
            重量为3.2千克。                  | 重量为3.3千克。
            重量为3.2千克。                  | 重量为3.2克。
            共有三个零件。                   | 共有四个零件。
            共有三百二十个零件。              | 共有三百三十个零件。
            保修两年。                      | 保修两个月。
            可以防水。                      | 不可以防水。
            价格为１２００元。                | 价格为１３００元。
            Less than 5 percent.           | More than 15 percent.
            On 2024-02-03 it starts.       | On 2024-03-02 it starts.
            a < 3                          | a > 3
            """)
    void shouldTellSiblingsApart(String one, String other) {
        boolean beginsWithTheName = one.startsWith("Ask");

        assertThat(DistinguishingTokens.of(one).equals(DistinguishingTokens.of(other)))
                .as("%s | %s", DistinguishingTokens.of(one), DistinguishingTokens.of(other))
                .isFalse();
        assertThat(beginsWithTheName && DistinguishingTokens.of(one).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            It weighs 3.2 kg.              | It weighs 3.20 kilograms
            It has three parts.            | It has 3 parts, all told
            It has 1,000 parts.            | It has one thousand parts.
            It has 3.2 million users.      | It has 3200000 users
            It has two hundred and five.   | it has 205
            It is never wet.               | It is not wet, ever.
            共有三百二十个零件。              | 共有320个零件。
            重量为３.2千克                   | 重量为3200克
            五万元                         | 50000元
            It grew by 5%.                 | It grew by 5 percent.
            """)
    void shouldKnowAParticularInItsOtherForms(String one, String other) {
        assertThat(DistinguishingTokens.of(one)).isNotEmpty().isEqualTo(DistinguishingTokens.of(other));
    }

    @Test
    void shouldKeepTheOrder() {
        assertThat(DistinguishingTokens.of("4 kg for A1, 3 m for B2")).containsExactly("4", "kg", "a1", "3", "m", "b2");
    }

    @Test
    void shouldFindNothingInPlainSentences() {
        assertThat(DistinguishingTokens.of("The housing is red. It may be opened by hand."))
                .isEmpty();
        assertThat(DistinguishingTokens.of("外壳是红色的,可以打开。")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hundred", "and", "千", "3.", ".5", "1,2,3", "2.4.1", "亿", "-", "3 and", "'", "万一", "12,34"})
    void shouldReadAnythingWithoutAFault(String odd) {
        assertThat(TextSimilarity.fingerprint(DistinguishingTokens.of(odd)))
                .isEqualTo(TextSimilarity.fingerprint(DistinguishingTokens.of(odd)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"万", "万亿", "一", "9", " hundred", "万 亿 ", "1.5", "9 ", "thousand ", "百 万 "})
    void shouldComputeWithNoNumberThatNobodyWrites(String piece) {
        String text = "3 " + piece.repeat(100_000 / piece.length());

        List<String> found = DistinguishingTokens.of(text);

        assertThat(found).hasSizeGreaterThanOrEqualTo(1);
        assertThat(found.stream().mapToInt(String::length).sum())
                .as("%d particulars", found.size())
                .isLessThan(2 * text.length());
    }
}
